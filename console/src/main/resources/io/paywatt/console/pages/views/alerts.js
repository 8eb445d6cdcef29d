// What is or was wrong with meters and sites.

import { get } from '../api.js';
import { ago, number, t, word } from '../i18n.js';
import { html } from '../lib/lit-html.js';
import { empty, filters, head, pager, panel, select, state, table } from '../parts.js';
import { here, to } from '../place.js';

const KINDS = ['over-voltage', 'under-voltage', 'overload', 'phase-loss', 'broken-neutral', 'reverse-power', 'relay-stuck',
  'impossible-consumption', 'clock-drift', 'cover-open', 'relay-fault', 'wrong-topic', 'power-failure', 'silent-meter',
  'night-leak', 'balance-mismatch', 'site-outage'];

export const load = ({ query }) => get('anomalies', { state: query.state, kind: query.kind, meter: query.meter, site: query.site, after: query.after });

export function draw({ data }) {
  return html`${head(t('alerts'))}
    ${filters(html`${select('state', t('state'), 'alertState', ['open', 'closed'])}${select('kind', t('kind'), 'alert', KINDS)}`)}
    ${panel(t('alerts'), list(data))}`;
}

/** The worst value so far with its unit. */
export const worst = (alert) => (alert.worst === null ? null : `${number(alert.worst, 1)} ${word('unit', alert.unit)}`);

function list({ items, next }) {
  if (items.length === 0) return Object.keys(here().query).length ? empty(t('nothingFound'), t('widen')) : empty(t('noAlerts'), t('noAlertsHint'));
  return html`${table(t('alerts'), [
    { title: t('alert'), of: (alert) => word('alert', alert.kind) },
    { title: t('state'), of: (alert) => state('alertState', alert.state) },
    { title: t('place'), of: (alert) => alert.meter ?? alert.site },
    { title: t('site'), minor: true, of: (alert) => alert.site },
    { title: t('since'), of: (alert) => ago(alert.since) },
    { title: t('worst'), kind: 'number', of: worst },
  ], items, { href: (alert) => to(['alerts', String(alert.id)]) })}${pager(next)}`;
}
