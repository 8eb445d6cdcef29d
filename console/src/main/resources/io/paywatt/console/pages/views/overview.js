// How everything stands: figures that lead to what they count, what needs somebody, the last hour.

import { cause } from '../advice.js';
import { get } from '../api.js';
import { seconds } from '../chart.js';
import { ago, money, number, t, word } from '../i18n.js';
import { html, nothing, svg } from '../lib/lit-html.js';
import { sees } from '../me.js';
import { empty, head, panel, table, tile } from '../parts.js';
import { to } from '../place.js';

export const live = true;

export async function load() {
  const [overview, groups, late, alerts] = await Promise.all([get('overview'), sees('desk') ? get('failed/groups') : { items: [] },
    get('payments', { late: true, limit: 5 }), get('anomalies', { state: 'open', limit: 5 })]);
  return { overview, groups: groups.items.slice(0, 5), late: late.items, alerts: alerts.items };
}

export function draw({ data }) {
  const { overview, groups, late, alerts } = data;
  return html`${head(t('overview'))}${tiles(overview)}
    <div class="grid">${panel(t('paymentsPerMinute'), minutes(overview, t('payments'), 'payments', 'accent'))}
      ${panel(t('failuresPerMinute'), minutes(overview, t('failures'), 'failures', 'bad'))}
      <div class="wide">${panel(t('meters'), metersBar(overview.meters))}</div>
      ${sees('desk') ? panel(t('needYou'), needs(groups)) : nothing}
      <div class="stack">${panel(t('latePayments'), latePayments(late))}${panel(t('alerts'), openAlerts(alerts))}</div></div>`;
}

function tiles({ payments, failed, late, meters, suspense, alerts }) {
  const sum = (totals) => totals.map(money).join(' + ') || number(0);
  return html`<div class="tiles">
    ${tile(t('paymentsToday'), number(payments.count), sum(payments.totals), to('payments'))}
    ${tile(t('failuresOpen'), number(failed), t('onDesk'), sees('desk') && to('desk'), failed ? 'bad' : '')}
    ${tile(t('latePayments'), number(late), t('lateHint'), to('payments', { late: true }), late ? 'warn' : '')}
    ${tile(t('inSuspense'), sum(suspense.totals), t('items', { n: number(suspense.count) }), to('suspense'), suspense.count ? 'warn' : '')}
    ${tile(t('metersSilent'), number(meters.silent), t('ofMeters', { n: number(meters.on + meters.off + meters.silent) }), to('meters', { state: 'silent' }), meters.silent ? 'warn' : '')}
    ${tile(t('alertsOpen'), number(alerts), t('alertsHint'), to('alerts', { state: 'open' }), alerts ? 'warn' : '')}</div>`;
}

function minutes({ series }, label, of, colour) {
  const values = series.map((minute) => minute[of]);
  return html`<pay-chart .chart=${{ title: label, at: seconds(series, (minute) => minute.at), from0: true,
    series: [{ label, values, colour, kind: 'bars', write: (value) => number(value, 1) }] }}></pay-chart>`;
}

const METERS = [['on', 'good'], ['off', 'warn'], ['silent', 'soft']];

function metersBar(meters) {
  const all = METERS.reduce((sum, [name]) => sum + meters[name], 0);
  if (all === 0) return empty(t('noMeters'), t('noMetersHint'));
  let x = 0;
  const piece = ([name, tone]) => {
    const width = 100 * meters[name] / all;
    x += width;
    return svg`<rect class=${tone} x=${x - width} y="0" width=${width} height="10"></rect>`;
  };
  return html`<div class="bar" aria-hidden="true"><svg viewBox="0 0 100 10" preserveAspectRatio="none">${METERS.map(piece)}</svg></div>
    <div class="legend">${METERS.map(([name, tone]) => html`<a href=${to('meters', { state: name })}><span class="key ${tone}"></span>${word('meters', name)}: ${number(meters[name])}</a>`)}</div>`;
}

function needs(groups) {
  return groups.length === 0 ? empty(t('nothingWaits'), t('nothingWaitsHint')) : table(t('needYou'), [
    { title: t('cause'), kind: 'long', of: (group) => cause(group.message) },
    { title: t('count'), kind: 'number', of: (group) => number(group.count) },
    { title: t('newest'), minor: true, of: (group) => ago(group.newest) },
  ], groups, { href: (group) => to('desk', { group: group.id }) });
}

const latePayments = (late) => (late.length === 0 ? empty(t('noLate')) : table(t('latePayments'), [
  { title: t('payment'), of: (payment) => payment.id },
  { title: t('amount'), kind: 'number', of: money },
  { title: t('waitsFor'), of: (payment) => payment.late.map((step) => word('step', step)).join(', ') },
], late, { href: (payment) => to(['payments', payment.id]) }));

const openAlerts = (alerts) => (alerts.length === 0 ? empty(t('noAlerts')) : table(t('alerts'), [
  { title: t('alert'), of: (alert) => word('alert', alert.kind) },
  { title: t('place'), of: (alert) => alert.meter ?? alert.site },
  { title: t('since'), of: (alert) => ago(alert.since) },
], alerts, { href: (alert) => to(['alerts', String(alert.id)]) }));
