// The desk: what failed by cause, the messages of a cause or of a search, and their replay.

import { cause } from '../advice.js';
import { get } from '../api.js';
import { ago, money, number, t, time } from '../i18n.js';
import { html, nothing } from '../lib/lit-html.js';
import { may } from '../me.js';
import { empty, filters, head, pager, panel, search, select, state, table } from '../parts.js';
import { filter, here, to } from '../place.js';
import { replay } from '../replay.js';
import { groupPanel, loadGroup } from './desk-group.js';
import { runsPanel } from './desk-runs.js';

export const live = true;
const STATES = ['open', 'failed-again', 'quarantined', 'replaying', 'replayed', 'closed'];
const NUMBERS = ['group', 'amount'];
const FILTERS = ['state', 'route', 'group', 'q', 'reference', 'account', 'meter', 'phone', 'amount', 'from', 'to'];

export async function load({ query }) {
  const wanted = Object.fromEntries(FILTERS.map((name) => [name, query[name]]));
  const [groups, list, runs, group] = await Promise.all([get('failed/groups'), get('failed', { ...wanted, after: query.after }),
    get('failed/replays', { limit: 5 }), query.group ? loadGroup(query.group) : null]);
  return { groups: groups.items, list, runs: runs.items, group };
}

export function draw(page) {
  const { groups, list, runs, group } = page.data;
  return html`${head(t('desk'))}
    ${filters(html`${search(t('findFailed'))}${select('state', t('state'), 'state', STATES)}${chips(page.query)}`)}
    ${runsPanel(page, runs)}
    ${group ? groupPanel(page, group) : panel(t('causes'), groupTable(groups))}
    ${panel(t('messages'), messages(page, list), matching(page))}`;
}

/** Filters that have no field of their own, each with a way to take it off. */
const chips = (query) => ['route', 'reference', 'account', 'meter', 'phone', 'amount', 'from', 'to'].filter((name) => query[name]).map((name) =>
  html`<button type="button" @click=${() => filter({ [name]: undefined })}>${t(name)}: ${query[name]} ✕</button>`);

const sums = (moneys) => moneys.map(money).join(' + ') || null;

const groupTable = (groups) => (groups.length === 0 ? empty(t('nothingWaits'), t('nothingWaitsHint')) : table(t('causes'), [
  { title: t('cause'), kind: 'long', of: (group) => cause(group.message) },
  { title: t('count'), kind: 'number', of: (group) => number(group.count) },
  { title: t('atRisk'), kind: 'number', of: (group) => sums(group.atRisk) },
  { title: t('again#'), kind: 'number', minor: true, of: (group) => number(group.failedAgain) },
  { title: t('route'), minor: true, of: (group) => group.route },
  { title: t('owner'), minor: true, of: (group) => group.owner },
  { title: t('oldest'), minor: true, of: (group) => ago(group.oldest) },
  { title: t('newest'), minor: true, of: (group) => ago(group.newest) },
], groups, { href: (group) => to('desk', { group: group.id }) }));

/** The replay of all that a search finds and that waits. */
function matching(page) {
  const set = Object.fromEntries(FILTERS.filter((name) => page.query[name]).map((name) => [name, NUMBERS.includes(name) ? Number(page.query[name]) : page.query[name]]));
  if (Object.keys(set).filter((name) => name !== 'state').length === 0 || ![undefined, 'open', 'failed-again'].includes(set.state) || !may('support')) return null;
  return html`<button @click=${async () => {
    await replay(page, { filter: set });
    page.reload(true);
  }}>${t('dryRunMatching')}</button>`;
}

function messages(page, { items, next }) {
  if (items.length === 0) return Object.keys(here().query).length ? empty(t('nothingFound'), t('widen')) : empty(t('noFailed'), t('noFailedHint'));
  const chosen = may('support') ? page.state.chosen ??= new Set() : undefined;
  return html`${table(t('messages'), [
    { title: '#', of: (item) => item.id },
    { title: t('failedAt'), minor: true, of: (item) => time(item.failedAt) },
    { title: t('state'), of: (item) => state('state', item.state) },
    { title: t('cause'), kind: 'long', of: (item) => cause(item.error) },
    { title: t('amount'), kind: 'number', of: (item) => money(item.money) },
    { title: t('account'), minor: true, of: (item) => item.account ?? item.meter },
    { title: t('reference'), minor: true, of: (item) => item.reference && html`<code>${item.reference}</code>` },
    { title: t('result'), kind: 'long', minor: true, of: (item) => item.replayResult },
  ], items, { href: (item) => to(['desk', String(item.id)]), chosen, changed: () => page.redraw(),
    key: (item) => (item.replayable && ['open', 'failed-again', 'replayed'].includes(item.state) ? item.id : null) })}
    ${pager(next)}${chosen?.size ? tray(page, chosen) : nothing}`;
}

function tray(page, chosen) {
  const ids = [...chosen].sort((a, b) => a - b);
  const dryRun = async () => {
    if (await replay(page, { ids })) chosen.clear();
    page.reload(true);
  };
  return html`<div class="tray"><strong>${t('chosen', { n: number(chosen.size) })}</strong>
    <button class="main" @click=${dryRun}>${t('dryRun')}</button>
    <button @click=${() => { chosen.clear(); page.redraw(); }}>${t('chooseNone')}</button></div>`;
}
