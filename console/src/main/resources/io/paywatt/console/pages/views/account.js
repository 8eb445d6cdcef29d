// One account: what is left and why it is not cut, its balance over time, what it used, its statement.

import { get, part, save } from '../api.js';
import { seconds } from '../chart.js';
import { money, number, quantity, t, time, word } from '../i18n.js';
import { html, nothing } from '../lib/lit-html.js';
import { findNotices, noticesPanel } from '../notices.js';
import { empty, facts, head, panel, state, table, tile } from '../parts.js';
import { filter, to } from '../place.js';
import { revealButton } from '../reveal.js';
import { left } from './accounts.js';

const DAYS = [7, 31, 92, 366];
const DAY = 86_400_000;

export async function load({ args: [id], query }) {
  const days = Number(query.days ?? 31);
  const from = new Date(Date.now() - days * DAY).toISOString();
  const path = `accounts/${part(id)}`;
  const [account, credit, balance, usage, statement, notices] = await Promise.all([get(path), get(`${path}/credit`),
    get(`${path}/balance`, { from }), get(`${path}/usage`, { from: from.slice(0, 10), by: days > 92 ? 'month' : 'day' }),
    get(`${path}/statement`, { from, limit: 500 }), findNotices({ account: id })]);
  return { account, credit, balance: balance.items, usage: usage.items, lines: statement.items.toReversed(), notices, days, from };
}

export function draw(page) {
  const { data } = page;
  const { account, credit, balance, usage, lines, notices, days } = data;
  const phone = page.state.whole?.phone ?? account.phone;
  return html`${head(html`${account.holder} <span class="soft">${account.id}</span>`, {
    back: { href: to('accounts'), text: t('accounts') }, badge: state('credit', account.credit), actions: period(days) })}
    ${notes(credit)}
    <div class="tiles">${tile(t('balance'), left(account), `${account.site} ${account.room}`, null, account.credit === 'exhausted' ? 'bad' : '')}
      ${tile(t('daysLeft'), number(account.daysLeft) ?? '–', t('daysLeftHint'))}
      ${tile(t('debt'), money(account.debt), credit.terms.recovery ?? '')}
      ${tile(t('phone'), phone ?? '–', revealButton(page, 'accounts', account.id, account.phone && !page.state.whole))}</div>
    <div class="grid">${panel(t('balance'), balanceChart(balance))}${panel(t('usage'), usageChart(usage))}
      <div class="wide">${panel(t('meters'), meters(account.meters))}</div>
      <div class="wide">${panel(t('statement'), statement(lines), files(data))}</div>
      ${noticesPanel(notices)}</div>`;
}

const period = (days) => html`<label>${t('period')}<select @change=${(event) => filter({ days: event.target.value })}>
  ${DAYS.map((each) => html`<option value=${each} ?selected=${each === days}>${t('days', { n: each })}</option>`)}</select></label>`;

/** What staff has to know of the credit: why it is not cut, who said never to cut it, what is owed. */
function notes({ deferred, hold, owed, currency, terms }) {
  const until = (at) => (at ? ` ${t('until', { at: time(at) })}` : '');
  return html`${deferred ? html`<p class="note warn">${t('notCut', { why: word('not', deferred.reason) })}${until(deferred.until)}</p>` : nothing}
    ${hold ? html`<p class="note">${t('heldBy', { by: hold.by, why: hold.reason })}${until(hold.until)}</p>` : nothing}
    ${owed > 0 ? html`<p class="note">${t('owes', { amount: money({ amount: owed, currency }), how: terms.recovery ?? '–' })}</p>` : nothing}`;
}

const amount = (currency) => (value) => money({ amount: value, currency });

function balanceChart(items) {
  if (items.length === 0) return empty(t('noValues'), t('longerPeriod'));
  return html`<pay-chart .chart=${{ title: t('balance'), at: seconds(items, (point) => point.at), series: [
    { label: t('balance'), values: items.map((point) => point.balance.amount), colour: 'accent', kind: 'step', write: amount(items[0].balance.currency) }] }}></pay-chart>`;
}

function usageChart(items) {
  if (items.length === 0) return empty(t('noValues'), t('longerPeriod'));
  return html`<pay-chart .chart=${{ title: t('usage'), at: seconds(items, (bucket) => bucket.from), from0: true, series: [
    { label: t('usage'), values: items.map((bucket) => bucket.energyWh), colour: 'info', kind: 'bars', write: (wh) => quantity(wh, 'electricity') }] }}></pay-chart>`;
}

const meters = (items) => table(t('meters'), [
  { title: t('meter'), of: (meter) => meter.serial },
  { title: t('make'), of: (meter) => meter.make },
  { title: t('relay'), of: (meter) => word('relay', meter.relay.reported ?? 'unknown') },
  { title: t('lastSeen'), of: (meter) => time(meter.lastSeen) },
], items, { href: (meter) => to(['meters', meter.serial]) });

const statement = (lines) => (lines.length === 0 ? empty(t('noLines'), t('longerPeriod')) : table(t('statement'), [
  { title: t('at'), of: (line) => time(line.at) },
  { title: t('kind'), of: (line) => word('line', line.kind) },
  { title: t('quantity'), kind: 'number', of: (line) => (line.charge?.quantity ? `${line.charge.quantity} ${line.charge.unit}` : null) },
  { title: t('price'), kind: 'number', minor: true, of: (line) => line.charge?.price },
  { title: t('amount'), kind: 'number', of: (line) => html`<span class=${line.amount > 0 ? 'good' : ''}>${money(line)}</span>` },
  { title: t('balance'), kind: 'number', of: (line) => money({ amount: line.balance, currency: line.currency }) },
], lines));

const files = ({ account, from }) => ['pdf', 'csv'].map((format) => html`<button @click=${() =>
  save(`accounts/${part(account.id)}/statement`, { from, format }, `statement-${account.id}.${format}`)}>${format.toUpperCase()}</button>`);
