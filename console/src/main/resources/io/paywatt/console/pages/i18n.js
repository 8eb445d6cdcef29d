// Words in the reader's language, and how amounts, quantities and times are written.

import { en } from './texts/en.js';
import { zh } from './texts/zh.js';

const KEY = 'paywatt.language';
const LANGUAGES = { 'zh-CN': zh, en };

let language = localStorage.getItem(KEY) ?? (navigator.language.startsWith('zh') ? 'zh-CN' : 'en');

export const current = () => language;

export function choose(next) {
  language = next;
  localStorage.setItem(KEY, next);
}

/** The words of a key with {name} filled in; a key without words is shown as it is. */
export function t(key, values = {}) {
  const text = LANGUAGES[language][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The words of a value the API gives, such as a state: {@code word('state', 'open')}; without words the value itself. */
export function word(group, value) {
  if (value === null || value === undefined) return null;
  return LANGUAGES[language][`${group}.${value}`] ?? value;
}

/** Integer minor units as money; nothing for null. */
export function money(value) {
  if (!value || value.amount === null || value.amount === undefined) return null;
  const format = new Intl.NumberFormat(language, { style: 'currency', currency: value.currency, currencyDisplay: 'narrowSymbol' });
  return format.format(value.amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}

export const number = (value, digits = 0) => (value === null || value === undefined ? null
  : new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value));

/** Wh as kWh, litres of water and gas as m3; nothing for null. */
export const quantity = (small, utility) => (small === null || small === undefined ? null
  : `${number(small / 1000, 3)} ${utility === 'water' || utility === 'gas' ? 'm³' : 'kWh'}`);

const moment = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' });

/** An RFC 3339 time in the reader's zone, as 2026-11-23 08:15:00; nothing for null. */
export const time = (at) => (at ? moment.format(new Date(at)) : null);

/** How long ago, in the largest unit that fits; nothing for null. */
export function ago(at) {
  if (!at) return null;
  const seconds = (Date.now() - new Date(at)) / 1000;
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  for (const [unit, size] of [['day', 86400], ['hour', 3600], ['minute', 60]]) {
    if (Math.abs(seconds) >= size) return words.format(-Math.round(seconds / size), unit);
  }
  return words.format(-Math.round(seconds), 'second');
}
