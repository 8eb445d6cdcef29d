// The keyboard: j and k go through the rows of a list, x chooses one, Enter opens it, / searches, ? tells all this.

const rows = () => [...document.querySelectorAll('main [data-row]')];

function step(by) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex((row) => row.contains(document.activeElement));
  all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + by))].focus();
}

const current = () => rows().find((row) => row.contains(document.activeElement));

/** @param help opens the list of keys */
export function listen(help) {
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    x: () => current()?.querySelector('input[type=checkbox]')?.click(),
    Enter: () => current()?.dataset.href && (location.hash = current().dataset.href),
    '/': () => document.querySelector('main input[type=search]')?.focus(),
    '?': help,
  };
  document.addEventListener('keydown', (event) => {
    const typing = event.target.matches('input:not([type=checkbox]), textarea, select');
    if (event.key === 'Escape' && typing) event.target.blur();
    if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    if (event.key === 'Enter' && event.target.matches('a, button, summary, input')) return;
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });
}
