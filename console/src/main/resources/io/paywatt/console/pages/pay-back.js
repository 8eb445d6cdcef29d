// What is done with a payment that went astray: it is moved to the account it was meant for, or given back.

import { post } from './api.js';
import { ask, why } from './dialog.js';
import { money, t } from './i18n.js';
import { html, nothing } from './lib/lit-html.js';
import { may } from './me.js';

/** Buttons for who may. @param payment {id, amount, currency} */
export const payBack = (page, payment) => html`${may('support') ? html`<button @click=${() => move(page, payment)}>${t('move')}</button>` : nothing}
  ${may('approver') ? html`<button @click=${() => refund(page, payment)}>${t('refund')}</button>` : nothing}`;

/** The same key for every try of one dialog: a lost answer is asked for again, never done twice. */
const once = () => ({ 'Idempotency-Key': `console-${crypto.randomUUID()}` });

async function move(page, payment) {
  const given = await ask({ title: t('moveTitle', { id: payment.id }), action: t('move'), body: html`<p class="soft">${t('moveHint')}</p>
    <label>${t('toAccount')}<input name="account" required maxlength="64" autocomplete="off"></label>
    <label>${t('reason')}<input name="reason" required maxlength="500" autocomplete="off"></label>` });
  if (given && await page.act(() => post(`payments/${payment.id}/reallocations`, given, once()), t('moved'))) page.reload();
}

async function refund(page, payment) {
  const given = await why(t('refundTitle', { amount: money(payment) }), t('refund'), true);
  if (given && await page.act(() => post(`payments/${payment.id}/refunds`, given, once()), t('refundAsked'))) page.reload();
}
