// Dark or light: as the reader chose, else as the system has it.

const KEY = 'paywatt.theme';
const system = matchMedia('(prefers-color-scheme: dark)');

export const current = () => localStorage.getItem(KEY) ?? (system.matches ? 'dark' : 'light');

export function apply() {
  document.documentElement.dataset.theme = current();
  document.dispatchEvent(new Event('theme'));
}

export function toggle() {
  localStorage.setItem(KEY, current() === 'dark' ? 'light' : 'dark');
  apply();
}

system.addEventListener('change', apply);
