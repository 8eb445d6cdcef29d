// Money without a place: what it is, since when, who looks after it; it is moved or given back.

import { get, post } from '../api.js';
import { ask } from '../dialog.js';
import { money, number, t, word } from '../i18n.js';
import { html, nothing } from '../lib/lit-html.js';
import { may } from '../me.js';
import { empty, filters, head, pager, panel, select, table } from '../parts.js';
import { payBack } from '../pay-back.js';
import { filter, here, to } from '../place.js';

const KINDS = ['surplus', 'unknown-order', 'unknown-meter', 'nameless', 'amount', 'currency', 'provider', 'meter', 'purchase', 'foreign', 'other'];

export const load = ({ query }) => get('suspense', { kind: query.kind, provider: query.provider, owner: query.owner, after: query.after });

export function draw(page) {
  const { query } = page;
  const field = (name) => html`<label>${t(name)}<input type="search" name=${name} maxlength="120" .value=${query[name] ?? ''}
    @change=${(event) => filter({ [name]: event.target.value.trim() })}></label>`;
  return html`${head(t('suspense'))}<p class="note">${t('suspenseHint')}</p>
    ${filters(html`${select('kind', t('kind'), 'suspenseKind', KINDS)}${field('provider')}${field('owner')}`)}
    ${panel(t('suspense'), list(page, page.data))}`;
}

function list(page, { items, next }) {
  if (items.length === 0) return empty(t('noSuspense'), t(Object.keys(here().query).length ? 'widen' : 'noSuspenseHint'));
  return html`${table(t('suspense'), [
    { title: t('payment'), of: (item) => item.payment },
    { title: t('kind'), of: (item) => word('suspenseKind', item.kind) },
    { title: t('why'), kind: 'long', minor: true, of: (item) => item.reason },
    { title: t('amount'), kind: 'number', of: (item) => money({ amount: item.open, currency: item.currency }) },
    { title: t('ageDays'), kind: 'number', minor: true, of: (item) => number(item.ageDays) },
    { title: t('provider'), minor: true, of: (item) => item.provider },
    { title: t('owner'), of: (item) => owner(page, item) },
    { title: t('whatNow'), of: (item) => html`<div class="actions">${payBack(page, { id: item.payment, amount: item.open, currency: item.currency })}</div>` },
  ], items, { href: (item) => to(['payments', String(item.payment)]) })}${pager(next)}`;
}

const owner = (page, item) => html`${item.owner ?? t('nobody')} ${may('support') ? html`<button class="plain" aria-label="${t('whoOwns')} ${item.payment}"
  @click=${() => give(page, item)}>${t('change')}</button>` : nothing}`;

async function give(page, item) {
  const given = await ask({ title: t('whoOwns'), action: t('save'), body: html`<label>${t('owner')}
    <input name="owner" maxlength="120" autocomplete="off" .value=${item.owner ?? ''}></label>` });
  if (given && await page.act(() => post(`suspense/${item.payment}/owner`, { owner: given.owner.trim() || null }))) page.reload(true);
}
