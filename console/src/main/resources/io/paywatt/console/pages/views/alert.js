// One anomaly with its timeline.

import { get, part } from '../api.js';
import { t, time, word } from '../i18n.js';
import { html } from '../lib/lit-html.js';
import { facts, head, panel, state } from '../parts.js';
import { to } from '../place.js';
import { worst } from './alerts.js';

export const load = ({ args: [id] }) => get(`anomalies/${part(id)}`);

export function draw({ data: alert }) {
  return html`${head(word('alert', alert.kind), { back: { href: to('alerts'), text: t('alerts') }, badge: state('alertState', alert.state) })}
    <div class="grid">${panel(t('timeline'), html`<ol class="timeline">${alert.steps.map((step) => html`<li class="done">
      <div class="what"><strong>${word('alertStep', step.step)}</strong><span class="soft">${time(step.at)}</span></div>
      ${step.detail ? html`<p>${step.detail}</p>` : ''}</li>`)}</ol>`)}
    ${panel(t('facts'), facts([
    [t('site'), alert.site],
    [t('meter'), alert.meter && html`<a href=${to(['meters', alert.meter])}>${alert.meter}</a>`],
    [t('account'), alert.account && html`<a href=${to(['accounts', alert.account])}>${alert.account}</a>`],
    [t('since'), time(alert.since)], [t('lastAt'), time(alert.lastAt)], [t('ended'), time(alert.closedAt)], [t('worst'), worst(alert)],
    [t('outage'), alert.outage && html`<a href=${to(['alerts', String(alert.outage)])}>${alert.outage}</a>`],
  ]))}</div>`;
}
