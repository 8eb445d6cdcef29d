// One business day of a provider: the three sides, the classes of differences, each difference and a person's word on it.

import { get, part, post, save } from '../api.js';
import { why } from '../dialog.js';
import { current, money, number, t, time, word } from '../i18n.js';
import { html, nothing } from '../lib/lit-html.js';
import { may } from '../me.js';
import { badge, empty, filters, head, pager, panel, select, state, table, tile } from '../parts.js';
import { here, to } from '../place.js';

const STATES = ['open', 'waiting', 'resolved'];
const path = ([provider, date]) => `settlements/${part(provider)}/${part(date)}`;

export const load = ({ args, query }) => get(path(args), { state: query.state, class: query.class, after: query.after });

export function draw(page) {
  const day = page.data;
  const csv = () => page.act(() => save(path(page.args), { state: page.query.state, class: page.query.class, format: 'csv' },
    `settlement-${day.provider}-${day.date}.csv`));
  return html`${head(`${day.provider} ${day.date}`, { back: { href: to('settlements'), text: t('settlements') },
    badge: state('settlement', day.state), actions: html`<button @click=${csv}>CSV</button>` })}
    ${day.trouble ? html`<p class="note warn">${day.trouble}</p>` : nothing}
    ${day.totals ? sides(day.totals) : nothing}
    ${panel(t('classes'), classes(day))}
    ${filters(select('state', t('state'), 'difference', STATES))}
    ${panel(t('differences'), differences(page, day.differences))}`;
}

/** Bill, ledger and meters side by side, and whether what they differ by is explained. */
const sides = ({ lines, meters, tiesOut }) => html`<p class="note ${tiesOut ? 'good' : 'bad'}">${t(tiesOut ? 'tiesOut' : 'tiesNot')}</p>
  ${lines.map((line) => html`<h3>${word('settled', line.kind)}</h3><div class="tiles">
    ${tile(t('bill'), sum(line.bill, line), count(line.bill))}
    ${tile(t('ledger'), sum(line.ledger, line), count(line.ledger))}
    ${tile(t('difference'), sum({ sum: line.difference }, line), `${t('carried')} ${sum({ sum: line.carried }, line)}`, null, line.difference ? 'warn' : '')}
    ${tile(t('unexplained'), sum({ sum: line.unexplained }, line), t('unexplainedHint'), null, line.unexplained ? 'bad' : '')}
    ${line.kind === 'payment' ? tile(t('onMeters'), `${number(meters.credited)} / ${number(meters.posted)}`, t('balanceDiffers', { n: number(meters.balanceDiffers) }), null,
    meters.credited < meters.posted ? 'warn' : '') : nothing}</div>`)}`;

const sum = (side, { currency }) => money({ amount: side?.sum, currency }) ?? '–';
const count = (side) => (side ? t('items', { n: number(side.count) }) : t('noBill'));

const classes = (day) => (day.classes.length === 0 ? empty(t('allAgree')) : table(t('classes'), [
  { title: t('class'), kind: 'long', of: (each) => each.title[current()] },
  { title: word('difference', 'open'), kind: 'number', of: (each) => number(each.open) },
  { title: word('difference', 'waiting'), kind: 'number', of: (each) => number(each.waiting) },
  { title: word('difference', 'resolved'), kind: 'number', minor: true, of: (each) => number(each.resolved) },
  { title: t('theirs'), kind: 'number', minor: true, of: (each) => money({ amount: each.theirs, currency: each.currency }) },
  { title: t('ours'), kind: 'number', minor: true, of: (each) => money({ amount: each.ours, currency: each.currency }) },
], day.classes, { href: (each) => to(['settlements', day.provider, day.date], { ...here().query, class: each.name, after: undefined }) }));

const side = (one) => one && html`${money(one)}${one.state === 'done' ? nothing : html` <span class="soft">${one.state}</span>`}`;

function differences(page, { items, next }) {
  if (items.length === 0) return empty(t('noDifferences'), Object.keys(here().query).length ? t('widen') : null);
  return html`${here().query.class ? html`<p><a class="button" href=${to(['settlements', ...page.args])}>${t('allClasses')}</a></p>` : nothing}
    ${table(t('differences'), [
    { title: t('class'), kind: 'long', of: (each) => each.title[current()] },
    { title: t('state'), of: (each) => badge(each.state === 'open' ? 'bad' : each.state === 'waiting' ? 'warn' : 'good', word('difference', each.state)) },
    { title: t('theirs'), kind: 'number', of: (each) => side(each.theirs) },
    { title: t('ours'), kind: 'number', of: (each) => side(each.ours) },
    { title: t('transaction'), minor: true, of: (each) => html`<code>${each.transactionId}</code>` },
    { title: t('payment'), minor: true, of: (each) => each.payment && html`<a href=${to(['payments', String(each.payment)])}>${each.payment}</a>` },
    { title: t('whatNow'), kind: 'long', minor: true, of: whatNow },
    { title: t('resolve'), of: (each) => (each.state !== 'resolved' && may('support')
      ? html`<button @click=${() => resolve(page, each)}>${t('resolve')}</button>` : null) },
  ], items)}${pager(next)}`;
}

const whatNow = ({ action, resolution }) => (resolution
  ? html`${resolution.text[current()]} <span class="soft">${resolution.by} · ${time(resolution.at)}</span> ${resolution.reason ?? ''}`
  : action.text[current()]);

async function resolve(page, each) {
  const given = await why(t('resolveTitle', { id: each.id }), t('resolve'));
  if (given && await page.act(() => post(`settlements/differences/${each.id}/resolve`, given), t('resolved'))) page.reload(true);
}
