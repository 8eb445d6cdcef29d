// One meter: its shadow, what it is asked to do, its readings as charts and as a list.

import { get, part, post } from '../api.js';
import { seconds } from '../chart.js';
import { ask } from '../dialog.js';
import { money, number, quantity, t, time, word } from '../i18n.js';
import { html, nothing } from '../lib/lit-html.js';
import { may } from '../me.js';
import { badge, empty, facts, head, panel, state, table } from '../parts.js';
import { filter, to } from '../place.js';

export const live = true;
const HOURS = [6, 24, 168, 744];
const HOUR = 3_600_000;

export async function load({ args: [serial], query }) {
  const hours = Number(query.hours ?? 24);
  const from = new Date(Date.now() - hours * HOUR).toISOString();
  const path = `meters/${part(serial)}`;
  const [meter, commands, curve, readings] = await Promise.all([get(path), get(`${path}/commands`, { limit: 20 }),
    get(`${path}/curve`, { from }), get(`${path}/readings`, { limit: 20 })]);
  return { meter, commands: commands.items, curve: curve.items, readings: readings.items, hours };
}

export function draw(page) {
  const { meter, commands, curve, readings, hours } = page.data;
  return html`${head(html`${t('meter')} ${meter.serial}`, { back: { href: to('meters'), text: t('meters') },
    badge: badge(meter.online ? 'good' : '', t(meter.online ? 'online' : 'offline')), actions: html`${may('support') ? orders(page, meter) : nothing}${period(hours)}` })}
    ${meter.shadow.anomalies.length ? html`<p class="note warn">${t('openAlerts')}: ${meter.shadow.anomalies.map((kind) => word('alert', kind)).join(', ')}
      <a href=${to('alerts', { meter: meter.serial })}>${t('show')}</a></p>` : nothing}
    <div class="grid">${panel(t('shadow'), shadow(meter))}${panel(t('lastReading'), reading(meter))}
      ${panel(t('power'), powerChart(curve))}${panel(t('voltage'), voltageChart(curve))}
      <div class="wide">${panel(t('commands'), commandList(commands))}</div>
      <div class="wide">${panel(t('readings'), readingList(readings, meter))}</div></div>`;
}

const period = (hours) => html`<label>${t('period')}<select @change=${(event) => filter({ hours: event.target.value })}>
  ${HOURS.map((each) => html`<option value=${each} ?selected=${each === hours}>${each < 48 ? t('hours', { n: each }) : t('days', { n: each / 24 })}</option>`)}</select></label>`;

function shadow({ relay, shadow: seen, account, balance, make, openCommands, lastSeen }) {
  const agrees = relay.wanted === relay.reported;
  return facts([
    [t('account'), html`<a href=${to(['accounts', account])}>${account}</a>`],
    [t('relay'), html`${word('relay', relay.reported ?? 'unknown')} ${agrees ? nothing : badge('warn', t('relayWanted', { relay: word('relay', relay.wanted) }))}`],
    [t('proven'), seen.relayProven && `${word('relay', seen.relayProven)}, ${time(seen.relayProvenAt)}`],
    [t('balanceLedger'), money(balance)],
    [t('balanceMeter'), seen.onMeter && html`${money(seen.onMeter)} ${seen.difference?.amount ? badge('warn', money(seen.difference)) : nothing}`],
    [t('lastSeen'), time(lastSeen) ?? t('never')],
    [t('offlineSince'), time(seen.offlineSince)],
    [t('clock'), seen.clockDriftSeconds === null ? null : t('drift', { n: number(seen.clockDriftSeconds) })],
    [t('signal'), seen.signalDbm === null ? null : `${seen.signalDbm} dBm`],
    [t('firmware'), seen.firmware],
    [t('make'), make],
    [t('waitingCommands'), openCommands ? number(openCommands) : null],
  ]);
}

function reading({ lastReading: last, utility, billedUpTo }) {
  if (!last) return empty(t('noReadings'), t('noReadingsHint'));
  const phases = (values, unit) => values.map((value) => `${value} ${unit}`).join(' · ');
  return facts([[t('at'), time(last.at)], [t('register'), quantity(last.energyWh, utility)],
    [t('power'), last.powerW === null ? null : `${number(last.powerW)} W`], [t('voltage'), phases(last.voltageV, 'V')],
    [t('currentA'), phases(last.currentA, 'A')], [t('billed'), time(billedUpTo)]]);
}

const chart = (title, curve, from0, series) => html`<pay-chart .chart=${{ title, at: seconds(curve, (point) => point.at), from0, series }}></pay-chart>`;
const has = (curve, field) => curve.some((point) => point[field] !== null);
const unit = (name, digits) => (value) => `${number(value, digits)} ${name}`;

function powerChart(curve) {
  if (!has(curve, 'powerW')) return empty(t('noValues'), t('longerPeriod'));
  return chart(t('power'), curve, true, [
    { label: t('mean'), values: curve.map((point) => point.powerW), colour: 'accent', kind: 'line', write: unit('W', 0) },
    { label: t('highest'), values: curve.map((point) => point.powerMaxW), colour: 'warn', kind: 'line', write: unit('W', 0) }]);
}

function voltageChart(curve) {
  if (!has(curve, 'voltageMinV')) return empty(t('noValues'), t('noVoltage'));
  return chart(t('voltage'), curve, false, [
    { label: t('lowest'), values: curve.map((point) => point.voltageMinV), colour: 'info', kind: 'line', write: unit('V', 1) },
    { label: t('highest'), values: curve.map((point) => point.voltageMaxV), colour: 'warn', kind: 'line', write: unit('V', 1) }]);
}

const commandList = (commands) => (commands.length === 0 ? empty(t('noCommands'), t('noCommandsHint')) : table(t('commands'), [
  { title: t('at'), of: (command) => time(command.createdAt) },
  { title: t('kind'), of: (command) => `${word('command', command.kind)} ${command.body.relay ? word('relay', command.body.relay) : ''}` },
  { title: t('state'), of: (command) => state('command', command.state) },
  { title: t('attempts'), kind: 'number', minor: true, of: (command) => number(command.attempts) },
  { title: t('ended'), minor: true, of: (command) => time(command.provenAt ?? command.endedAt) },
  { title: t('reason'), kind: 'long', of: (command) => command.reason },
], commands));

const readingList = (readings, meter) => (readings.length === 0 ? empty(t('noReadings'), t('noReadingsHint')) : table(t('readings'), [
  { title: t('at'), of: (each) => time(each.at) },
  { title: t('register'), kind: 'number', of: (each) => quantity(each.energyWh, meter.utility) },
  { title: t('power'), kind: 'number', of: (each) => (each.powerW === null ? null : `${number(each.powerW)} W`) },
  { title: t('voltage'), kind: 'number', of: (each) => (each.voltageMinV === null ? null : each.voltageMinV === each.voltageMaxV ? `${each.voltageMinV} V` : `${each.voltageMinV}–${each.voltageMaxV} V`) },
  { title: t('relay'), of: (each) => word('relay', each.relay) },
  { title: t('received'), minor: true, of: (each) => time(each.receivedAt) },
], readings));

function orders(page, meter) {
  const order = (body) => page.act(() => post(`meters/${part(meter.serial)}/commands`, body), t('commandQueued')).then((well) => well && page.reload(true));
  const relay = async (position) => {
    if (await ask({ title: t(`ask.${position}`, { meter: meter.serial }), action: word('order', position), danger: position === 'open' })) order({ kind: 'relay', relay: position });
  };
  return html`<button class="main" @click=${() => order({ kind: 'read' })}>${t('readNow')}</button>
    <button @click=${() => order({ kind: 'balance' })}>${t('tellBalance')}</button>
    <button @click=${() => relay('closed')}>${word('order', 'closed')}</button>
    <button class="danger" @click=${() => relay('open')}>${word('order', 'open')}</button>`;
}
