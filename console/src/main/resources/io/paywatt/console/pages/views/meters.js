// Meters with what is known of them now.

import { get } from '../api.js';
import { ago, number, t, word } from '../i18n.js';
import { html, nothing } from '../lib/lit-html.js';
import { badge, empty, filters, head, pager, panel, search, select, table } from '../parts.js';
import { here, to } from '../place.js';

export const load = ({ query }) => get('meters', { q: query.q, state: query.state, after: query.after });

export function draw({ data }) {
  return html`${head(t('meters'))}
    ${filters(html`${search(t('findMeter'))}${select('state', t('state'), 'meters', ['on', 'off', 'silent'])}`)}
    ${panel(t('meters'), list(data))}`;
}

const TONES = { on: 'good', off: 'warn', silent: '' };

/** Whether there is power behind the meter, as far as is known. */
export const power = (meter) => badge(TONES[meter.state], word('meters', meter.state));

function list({ items, next }) {
  if (items.length === 0) return Object.keys(here().query).length ? empty(t('nothingFound'), t('widen')) : empty(t('noMeters'), t('noMetersHint'));
  return html`${table(t('meters'), [
    { title: t('meter'), of: (meter) => meter.serial },
    { title: t('state'), of: (meter) => html`${power(meter)} ${meter.relay.wanted !== meter.relay.reported && meter.relay.reported ? badge('warn', t('relayWanted', { relay: word('relay', meter.relay.wanted) })) : nothing}` },
    { title: t('place'), of: (meter) => `${meter.site} ${meter.room}` },
    { title: t('account'), minor: true, of: (meter) => meter.account },
    { title: t('power'), kind: 'number', of: (meter) => (meter.powerW === null ? null : `${number(meter.powerW)} W`) },
    { title: t('lastSeen'), of: (meter) => ago(meter.lastSeen) ?? t('never') },
    { title: t('make'), minor: true, of: (meter) => meter.make },
  ], items, { href: (meter) => to(['meters', meter.serial]) })}${pager(next)}`;
}
