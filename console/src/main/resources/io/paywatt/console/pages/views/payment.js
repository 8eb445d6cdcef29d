// One payment from order to meter, and what can be done about it.

import { get, part } from '../api.js';
import { money, t, time, word } from '../i18n.js';
import { html, nothing } from '../lib/lit-html.js';
import { findNotices, noticesPanel } from '../notices.js';
import { badge, facts, head, panel, state, table } from '../parts.js';
import { payBack } from '../pay-back.js';
import { to } from '../place.js';

export const live = true;
const NUMBER = /^[1-9]\d*$/;

export async function load({ args: [id] }) {
  const payment = await get(`payments/${part(id)}`);
  const none = { items: [] };
  const [refunds, moves, notices] = NUMBER.test(payment.id)
    ? await Promise.all([get(`payments/${payment.id}/refunds`), get(`payments/${payment.id}/reallocations`),
      findNotices({ payment: payment.id })]) : [none, none, null];
  return { payment, refunds: refunds.items, moves: moves.items, notices };
}

export function draw(page) {
  const { payment, refunds, moves, notices } = page.data;
  const paid = NUMBER.test(payment.id);
  return html`${head(html`${t('payment')} ${payment.id}`, { back: { href: to('payments'), text: t('payments') },
    badge: state('state', payment.state),
    actions: paid ? payBack(page, payment) : nothing })}
    ${payment.note ? html`<p class="note warn">${payment.note}</p>` : nothing}
    <div class="grid">${panel(t('timeline'), timeline(payment.steps))}${panel(t('facts'), about(payment))}
      ${refunds.length ? panel(t('refunds'), refundList(refunds)) : nothing}
      ${moves.length ? panel(t('moves'), moveList(moves)) : nothing}
      ${noticesPanel(notices)}</div>`;
}

const timeline = (steps) => html`<ol class="timeline">${steps.map((step) => html`<li class="${step.state} ${step.late && step.state === 'pending' ? 'late' : ''}">
  <div class="what"><strong>${word('step', step.step)}</strong><span>${word('stepState', step.state)}</span>
    ${step.late ? badge('warn', t('late')) : nothing}<span class="soft">${time(step.at)}</span></div>
  ${step.reason ? html`<p>${step.reason}</p>` : nothing}
  ${step.state === 'pending' && step.deadline ? html`<p class="soft">${t('dueBy', { at: time(step.deadline) })}</p>` : nothing}</li>`)}</ol>`;

const about = (payment) => facts([
  [t('amount'), money(payment)],
  [t('provider'), payment.provider],
  [t('transaction'), payment.transactionId && html`<code>${payment.transactionId}</code>`],
  [t('order'), payment.orderId && html`<code>${payment.orderId}</code>`],
  [t('account'), payment.account && html`<a href=${to(['accounts', payment.account])}>${payment.account}</a>`],
  [t('meter'), payment.meter && html`<a href=${to(['meters', payment.meter])}>${payment.meter}</a>`],
  [t('paidAt'), time(payment.paidAt)],
  [t('received'), time(payment.receivedAt)],
]);

const refundList = (refunds) => table(t('refunds'), [
  { title: t('at'), of: (refund) => time(refund.createdAt) },
  { title: t('amount'), kind: 'number', of: money },
  { title: t('state'), of: (refund) => state('refund', refund.state) },
  { title: t('reason'), kind: 'long', of: (refund) => refund.detail ?? refund.reason },
], refunds);

const moveList = (moves) => table(t('moves'), [
  { title: t('at'), of: (move) => time(move.at) },
  { title: t('from'), of: (move) => move.from.account ?? t('suspense') },
  { title: t('to'), of: (move) => move.to.account },
  { title: t('by'), of: (move) => move.actor },
  { title: t('reason'), kind: 'long', of: (move) => move.reason },
], moves);
