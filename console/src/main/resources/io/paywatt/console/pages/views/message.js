// One failed message: why it failed and what to do, what it says, its edits, and its replay.

import { adviceFor, cause } from '../advice.js';
import { get, part, post } from '../api.js';
import { ask, why } from '../dialog.js';
import { changes, diff, pretty } from '../diff.js';
import { money, number, t, time } from '../i18n.js';
import { html, nothing } from '../lib/lit-html.js';
import { may } from '../me.js';
import { facts, head, panel, state } from '../parts.js';
import { to } from '../place.js';
import { replay } from '../replay.js';
import { isMasked, reveal, revealButton } from '../reveal.js';

export const live = true;
const WAITING = ['open', 'failed-again', 'quarantined'];

export async function load({ args: [id] }) {
  const path = `failed/${part(id)}`;
  const [message, versions] = await Promise.all([get(path), get(`${path}/versions`)]);
  return { message, versions: versions.items };
}

export function draw(page) {
  const { versions } = page.data;
  const message = shown(page);
  return html`${head(html`${t('message')} ${message.id}`, { back: { href: to('desk', message.group ? { group: message.group } : {}), text: t('desk') },
    badge: state('state', message.state), actions: actions(page, message) })}
    <section class="note bad" aria-label=${t('cause')}>${cause(message.error)}</section>
    <p class="note"><strong>${t('whatToDo')}</strong> ${adviceFor(message.error)}</p>
    ${message.replayResult ? html`<p class="note good">${t('lastResult')}: ${message.replayResult}</p>` : nothing}
    <div class="grid">${panel(t('facts'), about(message))}
      ${panel(t('body'), html`<pre tabindex="0" id="body">${message.bodyEncoding === 'utf-8' ? pretty(message.body) : message.body}</pre>`,
    revealButton(page, 'failed', message.id, isMasked(message.body)))}
      ${versions.length > 1 ? html`<div class="wide">${panel(t('edits'), edits(versions))}</div>` : nothing}
      <div class="wide">${panel(t('technical'), technical(message))}</div></div>`;
}

/** With what was revealed of it, unless it was edited since. */
function shown({ data, state: { whole } }) {
  const { message } = data;
  return whole?.version === message.version ? { ...message, body: whole.body, headers: whole.headers } : message;
}

const about = (message) => facts([
  [t('amount'), money(message.money)],
  [t('reference'), message.reference && html`<a href=${to('payments', { q: message.reference })}>${message.reference}</a>`],
  [t('order'), message.orderId && html`<a href=${to(['payments', message.orderId])}>${message.orderId}</a>`],
  [t('account'), message.account && html`<a href=${to(['accounts', message.account])}>${message.account}</a>`],
  [t('meter'), message.meter && html`<a href=${to(['meters', message.meter])}>${message.meter}</a>`],
  [t('provider'), message.provider],
  [t('failedAt'), time(message.failedAt)],
  [t('route'), html`<a href=${to(['routes', message.route])}>${message.route}</a>`],
  [t('step'), message.step && html`<code>${message.step}</code> ${message.location}`],
  [t('attempts'), number(message.attempts)],
  [t('replays'), number(message.replays)],
  [t('lastReplay'), time(message.lastReplay)],
]);

const technical = (message) => html`<details><summary>${t('stack')}</summary><pre tabindex="0">${message.stack}</pre></details>
  <details><summary>${t('headers')}</summary>${facts(Object.entries(message.headers).map(([name, value]) => [html`<code>${name}</code>`, html`<code>${value}</code>`]))}</details>
  ${facts([[t('errorClass'), html`<code>${message.errorClass}</code>`], [t('routeVersion'), message.routeVersion && html`<code>${message.routeVersion.slice(0, 12)}</code>`],
    [t('door'), message.replayTo], [t('contentType'), message.contentType]])}`;

const edits = (versions) => versions.slice(1).map((version) => html`<h3>${t('version', { n: version.version })} · ${version.actor}
  · ${time(version.at)} · ${version.reason}${version.approvedBy ? ` · ${t('approvedBy', { who: version.approvedBy })}` : nothing}</h3>${changes(version.changes)}`);

function actions(page, message) {
  if (!WAITING.includes(message.state) || !may('support')) return nothing;
  const one = async () => {
    await replay(page, { ids: [message.id] });
    page.reload(true);
  };
  return html`${message.replayable ? html`<button class="main" @click=${one}>${t('dryRun')}</button>
    <button @click=${() => edit(page)}>${t('edit')}</button>` : nothing}
    <button @click=${() => end(page, message, 'close')}>${t('closeItem')}</button>
    ${message.state === 'quarantined' ? html`<button @click=${() => end(page, message, 'release')}>${t('release')}</button>` : nothing}`;
}

async function end(page, message, action) {
  const given = await why(t(`${action}ItemTitle`, { id: message.id }), t(action === 'close' ? 'closeItem' : 'release'));
  if (given && await page.act(() => post(`failed/${message.id}/${action}`, given))) page.reload(true);
}

/** First the text, whole, then what it changes; what needs a second person goes to the approvals. */
async function edit(page) {
  if (isMasked(shown(page).body) && !await reveal(page, 'failed', page.data.message.id)) return;
  const message = shown(page);
  const given = await ask({ title: t('editTitle', { id: message.id }), action: t('showDiff'), body: html`<p class="soft">${t('editHint')}</p>
    <label>${t('body')}<textarea name="body" rows="14" spellcheck="false" .value=${pretty(message.body)}></textarea></label>
    <label>${t('reason')}<input name="reason" required maxlength="500" autocomplete="off"></label>` });
  if (!given || !await ask({ title: t('diffTitle'), action: t('saveEdit'), body: diff(message.body, given.body) })) return;
  const done = (answer) => t(answer.approval ? 'editWaits' : 'editSaved');
  if (await page.act(() => post(`failed/${message.id}/versions`, { ...given, version: message.version }), done)) page.reload(true);
}
