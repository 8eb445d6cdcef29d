// What views are made of. Text only ever becomes a text node, so nothing that came from outside is read as HTML.

import { html, nothing } from './lib/lit-html.js';
import { t, word } from './i18n.js';
import { filter, here, to } from './place.js';

/** Title of a view, with a way back and actions. */
export const head = (title, { back, badge: mark, actions } = {}) => html`<div class="head">
  ${back ? html`<a class="back" href=${back.href}>← ${back.text}</a>` : nothing}
  <h1 tabindex="-1">${title}</h1>${mark ?? nothing}
  ${actions ? html`<div class="actions">${actions}</div>` : nothing}</div>`;

export const panel = (title, body, actions) => html`<section class="panel" aria-label=${title}>
  <header><h2>${title}</h2>${actions ? html`<div class="actions">${actions}</div>` : nothing}</header>${body}</section>`;

/** A figure that leads somewhere. @param tone bad, warn or nothing */
export const tile = (label, value, hint, href, tone = '') => href
  ? html`<a class="tile ${tone}" href=${href}><span>${label}</span><strong>${value}</strong><span>${hint}</span></a>`
  : html`<div class="tile ${tone}"><span>${label}</span><strong>${value}</strong><span>${hint}</span></div>`;

/** @param tone good, bad, warn, info or nothing */
export const badge = (tone, text) => (text ? html`<span class="badge ${tone}">${text}</span>` : nothing);

const TONES = {
  good: ['ok', 'posted', 'replayed', 'done', 'proven', 'closed', 'Started', 'settled', 'approved', 'issued', 'resolved', 'delivered'],
  bad: ['exhausted', 'failed', 'failed-again', 'refused', 'expired', 'quarantined', 'Stopped', 'rejected'],
  warn: ['low', 'emergency', 'parked', 'held', 'open', 'late', 'claimed', 'waiting', 'Suspended', 'pending'],
  info: ['replaying', 'queued', 'sent', 'accepted', 'ordered', 'opening', 'running'],
};

/** A state in its colour and the reader's words. */
export function state(group, value) {
  const tone = Object.keys(TONES).find((each) => TONES[each].includes(value)) ?? '';
  return badge(tone, word(group, value));
}

/** Nothing to show: says why, and what to do. */
export const empty = (text, hint) => html`<div class="empty"><strong>${text}</strong>${hint ? html`<span>${hint}</span>` : nothing}</div>`;

/** Names and values; a value that is null is left out. */
export const facts = (pairs) => html`<dl class="facts">${pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
  .map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;

/**
 * A list. Columns: {title, of(item), kind?: number or long, minor?: left out on a phone}.
 *
 * @param label  what the list is, for those who hear it
 * @param href   where a row leads, of(item), or nothing
 * @param chosen set of chosen keys; with it each row has a box
 * @param key    of(item), for chosen; null when the item can't be chosen
 */
export function table(label, columns, items, { href, chosen, key, changed } = {}) {
  const kind = (column) => `${column.kind ?? ''} ${column.minor ? 'minor' : ''}`;
  const box = (item) => html`<td class="check"><input type="checkbox" .checked=${chosen.has(key(item))} ?disabled=${key(item) === null}
    aria-label="${t('choose')} ${key(item)}" @change=${(event) => {
    event.target.checked ? chosen.add(key(item)) : chosen.delete(key(item));
    changed();
  }}></td>`;
  return html`<div class="table" role="region" aria-label=${label} tabindex="0"><table>
    <thead><tr>${chosen ? html`<th class="check">${everything(items, chosen, key, changed)}</th>` : nothing}${columns.map((column) =>
    html`<th scope="col" class=${kind(column)}>${column.title}</th>`)}</tr></thead>
    <tbody>${items.map((item) => html`<tr data-row tabindex="-1" data-href=${href ? href(item) : nothing} @click=${open}>
      ${chosen ? box(item) : nothing}${columns.map((column, at) => html`<td class=${kind(column)}>${at === 0 && href
    ? html`<a href=${href(item)}>${column.of(item)}</a>` : column.of(item) ?? '–'}</td>`)}</tr>`)}</tbody></table></div>`;
}

function everything(items, chosen, key, changed) {
  const keys = items.map(key).filter((each) => each !== null);
  return html`<input type="checkbox" aria-label=${t('chooseAll')} .checked=${keys.length > 0 && keys.every((each) => chosen.has(each))}
    @change=${(event) => {
    keys.forEach((each) => (event.target.checked ? chosen.add(each) : chosen.delete(each)));
    changed();
  }}>`;
}

/** A click anywhere on a row opens it, unless it was meant for what stands there, or chose text. */
function open(event) {
  const href = event.currentTarget.dataset.href;
  if (href && !event.target.closest('a, button, input, label') && !getSelection().toString()) location.hash = href;
}

/** Leads to the following part of a list and back to its beginning. */
export function pager(next) {
  const { name, args, query } = here();
  if (!next && !query.after) return nothing;
  return html`<nav class="pager" aria-label=${t('parts')}>
    ${query.after ? html`<a class="button" href=${to([name, ...args], { ...query, after: undefined })}>${t('first')}</a>` : nothing}
    ${next ? html`<a class="button" href=${to([name, ...args], { ...query, after: next })}>${t('next')}</a>` : nothing}</nav>`;
}

/** A filter that is one of several words. @param group of the words of the values @param preset without it any is allowed */
export const select = (name, label, group, values, preset) => html`<label>${label}<select name=${name}
  @change=${(event) => filter({ [name]: event.target.value })}>
  ${preset ? nothing : html`<option value="" ?selected=${!here().query[name]}>${t('any')}</option>`}${values.map((value) => html`<option value=${value}
    ?selected=${(here().query[name] ?? preset) === value}>${word(group, value)}</option>`)}</select></label>`;

/** The search of a list; Enter searches. */
export const search = (label) => html`<label class="grow">${label}<input type="search" name="q" maxlength="200" autocomplete="off"
  .value=${here().query.q ?? ''} @change=${(event) => filter({ q: event.target.value.trim() })}></label>`;

/** The row of filters above a list. */
export const filters = (body) => html`<form class="filters" role="search" @submit=${(event) => event.preventDefault()}>${body}</form>`;
