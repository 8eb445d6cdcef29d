// Who did what, with which right, why, and what was before and after.

import { get } from '../api.js';
import { t, time, word } from '../i18n.js';
import { html, nothing } from '../lib/lit-html.js';
import { empty, filters, head, pager, panel, table } from '../parts.js';
import { filter, here } from '../place.js';

const FIELDS = ['actor', 'action', 'subject'];

export const load = ({ query }) => get('audit', { actor: query.actor, action: query.action, subject: query.subject, from: query.from, to: query.to, after: query.after });

export function draw({ data, query }) {
  const field = (name, type) => html`<label>${t(name)}<input type=${type} name=${name} maxlength="190" .value=${query[name] ?? ''}
    @change=${(event) => filter({ [name]: event.target.value.trim() })}></label>`;
  return html`${head(t('audit'))}
    ${filters(html`${FIELDS.map((name) => field(name, 'search'))}${field('from', 'date')}${field('to', 'date')}`)}
    ${panel(t('audit'), list(data))}`;
}

const text = (value) => (value === null || value === undefined ? nothing : html`<code>${typeof value === 'string' ? value : JSON.stringify(value)}</code>`);

function list({ items, next }) {
  if (items.length === 0) return empty(t('nothingFound'), t(Object.keys(here().query).length ? 'widen' : 'noAudit'));
  return html`${table(t('audit'), [
    { title: t('at'), of: (line) => time(line.at) },
    { title: t('actor'), of: (line) => html`${line.actor} <span class="soft">${word('role', line.role)}</span>` },
    { title: t('action'), of: (line) => line.action },
    { title: t('subject'), kind: 'long', of: (line) => line.subject },
    { title: t('reason'), kind: 'long', of: (line) => line.reason },
    { title: t('change'), kind: 'long', minor: true, of: (line) => html`${text(line.before)}${line.before && line.after ? ' → ' : nothing}${text(line.after)} ${text(line.detail)}` },
  ], items)}${pager(next)}`;
}
