// Accounts: find one, see its meters and what was put on and taken off.

import { get, part } from './api.js';
import { h, say, table } from './html.js';
import { money, quantity, t, time } from './texts.js';

const CREDIT = { ok: 'good', low: 'warn', emergency: 'warn', exhausted: 'bad' };

/** The section, ready to be put on the page. @param guard runs an action and tells what went wrong */
export function accountsSection(guard) {
  const field = h('input', { type: 'search', name: 'q', maxLength: 200, autocomplete: 'off' });
  const found = h('div');
  const detail = h('div');
  const search = async (event) => {
    event?.preventDefault();
    detail.replaceChildren();
    found.replaceChildren(...await list(field.value.trim(), (id) => guard(() => show(detail, id))));
  };
  guard(search);
  return h('section', {}, h('h2', {}, t('find')),
    h('form', { onsubmit: (event) => guard(() => search(event)) },
      h('label', {}, t('findLabel'), field), h('button', { type: 'submit' }, t('search'))),
    found, detail);
}

async function list(q, open) {
  const { items, next } = await get('accounts', { q, limit: 20 });
  if (items.length === 0) return [h('p.soft', {}, t('none'))];
  return [table([
    { title: t('account'), of: (a) => h('button.row', { type: 'button', onclick: () => open(a.id) }, a.id) },
    { title: t('site'), of: (a) => a.site },
    { title: t('room'), of: (a) => a.room },
    { title: t('holder'), of: (a) => a.holder },
    { title: t('balance'), number: true, of: left },
    { title: t('credit'), of: (a) => h(`span.${CREDIT[a.credit]}`, {}, t(a.credit)) },
    { title: t('days'), number: true, of: (a) => a.daysLeft === null ? null : String(a.daysLeft) },
  ], items), next ? h('p.soft', {}, t('more')) : null].filter(Boolean);
}

async function show(place, id) {
  const [account, credit, lines] = await Promise.all([get(`accounts/${part(id)}`), get(`accounts/${part(id)}/credit`),
    get(`accounts/${part(id)}/statement`)]);
  const meters = await Promise.all(account.meters.map((meter) => get(`meters/${part(meter.serial)}`)));
  place.replaceChildren(
    h('h3', {}, `${account.site} · ${account.room} · ${account.holder} · ${left(account)}`),
    creditNotes(credit),
    metersTable(meters),
    h('h3', {}, t('statement')),
    lines.items.length === 0 ? h('p.soft', {}, t('none')) : linesTable(lines.items));
  place.scrollIntoView({ block: 'nearest' });
  say('');
}

const left = (account) => (account.energyWh === null ? money(account.balance) : kwh(account.energyWh));

/** What staff has to know of the credit: why it is not cut, the hold, the debt. */
function creditNotes({ deferred, hold, owed, currency, terms }) {
  const until = (at) => (at ? ` ${t('until', { at: time(at) })}` : '');
  return h('div', {},
    deferred && h('p.warn', {}, t('notCut', { why: t(`not.${deferred.reason}`) }) + until(deferred.until)),
    hold && h('p', {}, t('heldRow', { by: hold.by, why: hold.reason }) + until(hold.until)),
    owed > 0 ? h('p', {}, t('owedRow', { amount: money({ amount: owed, currency }), how: terms.recovery })) : null);
}

function metersTable(meters) {
  const relay = ({ wanted, reported }) => h(`span.${wanted === reported ? 'good' : 'warn'}`, {},
    wanted === reported ? t(wanted) : `${t('wanted')} ${t(wanted)}, ${t('reported')} ${reported ? t(reported) : '–'}`);
  return table([
    { title: t('meter'), of: (m) => m.serial },
    { title: t('relay'), of: (m) => relay(m.relay) },
    { title: t('online'), of: (m) => t(m.online ? 'yes' : 'no') },
    { title: t('lastSeen'), of: (m) => time(m.lastSeen) },
    { title: t('register'), number: true, of: (m) => m.lastReading && quantity(m.lastReading.energyWh, m.utility) },
    { title: t('power'), number: true, of: (m) => m.lastReading?.powerW == null ? null : `${m.lastReading.powerW} W` },
    { title: t('voltage'), number: true, of: (m) => m.lastReading?.voltageV?.map((v) => `${v} V`).join(' ') || null },
    { title: t('billed'), of: (m) => time(m.billedUpTo) },
    { title: t('waiting'), number: true, of: (m) => String(m.openCommands) },
  ], meters);
}

function linesTable(lines) {
  return table([
    { title: t('at'), of: (l) => time(l.at) },
    { title: t('kind'), of: (l) => t(l.kind) },
    { title: t('energy'), number: true, of: (l) => l.charge?.quantity ? `${l.charge.quantity} ${l.charge.unit}` : null },
    { title: t('amount'), number: true, of: (l) => money(l) },
    { title: t('balance'), number: true, of: (l) => money({ amount: l.balance, currency: l.currency }) },
  ], lines);
}
