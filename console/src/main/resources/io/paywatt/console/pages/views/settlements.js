// Business days of the providers: whether bill, ledger and meters agree.

import { get } from '../api.js';
import { money, number, t } from '../i18n.js';
import { html } from '../lib/lit-html.js';
import { badge, empty, filters, head, panel, state, table } from '../parts.js';
import { filter, here, to } from '../place.js';

export const load = ({ query }) => get('settlements', { from: query.from, to: query.to, provider: query.provider });

export function draw({ data, query }) {
  const field = (name, type) => html`<label>${t(name)}<input type=${type} name=${name} maxlength="40" .value=${query[name] ?? ''}
    @change=${(event) => filter({ [name]: event.target.value.trim() })}></label>`;
  return html`${head(t('settlements'))}<p class="note">${t('settlementsHint')}</p>
    ${filters(html`${field('from', 'date')}${field('to', 'date')}${field('provider', 'search')}`)}
    ${panel(t('settlements'), list(data))}`;
}

/** What was paid on one side of a day. */
const sums = (day, side) => (day.totals?.lines ?? []).filter((line) => line.kind === 'payment')
  .map((line) => money({ amount: line[side]?.sum, currency: line.currency })).join(' + ') || null;

function list({ items }) {
  if (items.length === 0) return empty(t('noSettlements'), t(Object.keys(here().query).length ? 'widen' : 'noSettlementsHint'));
  return table(t('settlements'), [
    { title: t('day'), of: (day) => day.date },
    { title: t('provider'), of: (day) => day.provider },
    { title: t('state'), of: (day) => state('settlement', day.state) },
    { title: t('bill'), kind: 'number', minor: true, of: (day) => sums(day, 'bill') },
    { title: t('ledger'), kind: 'number', minor: true, of: (day) => sums(day, 'ledger') },
    { title: t('onMeters'), kind: 'number', minor: true, of: (day) => day.totals && `${number(day.totals.meters.credited)} / ${number(day.totals.meters.posted)}` },
    { title: t('differences'), of: (day) => html`${badge(day.open ? 'bad' : 'good', `${number(day.open)} ${t('toSee')}`)}
      ${day.waiting ? badge('warn', `${number(day.waiting)} ${t('theyWait')}`) : ''}` },
  ], items, { href: (day) => to(['settlements', day.provider, day.date]) });
}
