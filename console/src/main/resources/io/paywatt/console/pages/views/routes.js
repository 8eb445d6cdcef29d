// The routes of the hub with what went through them.

import { get } from '../api.js';
import { ago, number, t } from '../i18n.js';
import { html } from '../lib/lit-html.js';
import { empty, head, panel, state, table } from '../parts.js';
import { to } from '../place.js';

export const live = true;

export const load = () => get('routes');

export function draw({ data: { items } }) {
  return html`${head(t('routes'))}${panel(t('routes'), items.length === 0 ? empty(t('noRoutes')) : table(t('routes'), [
    { title: t('route'), of: (route) => route.id },
    { title: t('what'), kind: 'long', of: (route) => route.description },
    { title: t('state'), of: (route) => state('routeState', route.state) },
    { title: t('passed'), kind: 'number', of: (route) => number(route.total) },
    { title: t('failed#'), kind: 'number', of: (route) => html`<span class=${route.failed ? 'bad' : ''}>${number(route.failed)}</span>` },
    { title: t('inside'), kind: 'number', minor: true, of: (route) => number(route.inflight) },
    { title: t('mean'), kind: 'number', minor: true, of: (route) => (route.meanMs === null ? null : `${number(route.meanMs)} ms`) },
    { title: t('lastPassed'), minor: true, of: (route) => ago(route.lastAt) },
  ], items, { href: (route) => to(['routes', route.id]) }))}`;
}
