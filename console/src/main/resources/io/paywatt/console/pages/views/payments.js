// Payments, newest first, or those that are late.

import { get } from '../api.js';
import { money, t, time, word } from '../i18n.js';
import { html } from '../lib/lit-html.js';
import { badge, empty, filters, head, pager, panel, search, select, state, table } from '../parts.js';
import { filter, here, to } from '../place.js';

const STATES = ['posted', 'parked', 'held', 'ordered', 'claimed'];

export const load = ({ query }) => get('payments', { q: query.q, state: query.state, late: query.late, after: query.after });

export function draw({ data, query }) {
  return html`${head(t('payments'))}
    ${filters(html`${search(t('findPayment'))}${select('state', t('state'), 'state', STATES)}
      <label class="check"><input type="checkbox" .checked=${query.late === 'true'}
        @change=${(event) => filter({ late: event.target.checked || undefined })}> ${t('onlyLate')}</label>`)}
    ${panel(t(query.late ? 'latePayments' : 'payments'), list(data))}`;
}

function list({ items, next }) {
  if (items.length === 0) return empty(t('nothingFound'), t(Object.keys(here().query).length ? 'widen' : 'noPayments'));
  return html`${table(t('payments'), [
    { title: t('payment'), of: (payment) => payment.id },
    { title: t('received'), minor: true, of: (payment) => time(payment.receivedAt) },
    { title: t('amount'), kind: 'number', of: money },
    { title: t('state'), of: (payment) => html`${state('state', payment.state)} ${payment.late.map((step) => badge('warn', t('lateStep', { step: word('step', step) })))}` },
    { title: t('provider'), minor: true, of: (payment) => payment.provider },
    { title: t('account'), of: (payment) => payment.account },
    { title: t('transaction'), minor: true, of: (payment) => html`<code>${payment.transactionId}</code>` },
  ], items, { href: (payment) => to(['payments', payment.id]) })}${pager(next)}`;
}
