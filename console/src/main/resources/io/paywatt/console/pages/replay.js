// A replay: first what it would do, then, if the reader wants it, exactly that.

import { post } from './api.js';
import { ask } from './dialog.js';
import { money, number, t, word } from './i18n.js';
import { html, nothing } from './lib/lit-html.js';
import { badge, table } from './parts.js';

const TONES = { post: 'good', replay: 'info', 'already-posted': '', held: 'warn', invalid: 'bad' };

/**
 * Shows the dry run of a set, and starts the replay once it is confirmed.
 *
 * @param set {ids}, {group} or {filter}
 * @return whether it was started
 */
export async function replay(page, set) {
  let plan;
  if (!await page.act(async () => (plan = await post('failed/replays', { ...set, dryRun: true })))) return false;
  const goes = plan.items.filter((item) => item.why === null).length;
  const confirmed = await ask({ title: t('planTitle'), body: planOf(plan), action: goes ? t('replayN', { n: number(goes) }) : null });
  return confirmed !== null && goes > 0
    && page.act(() => post('failed/replays', { ...set, dryRun: false, ...(plan.upTo ? { upTo: plan.upTo } : {}) }), t('started', { n: number(goes) }));
}

const planOf = ({ items, counts, money: sums }) => html`<p class="soft">${t('planHint')}</p>
  <p>${Object.entries(counts).filter(([, count]) => count > 0).map(([action, count]) =>
    html`${badge(TONES[action], `${word('action', action)} ${number(count)}`)} `)}
    ${sums.length ? html`<strong>${t('willCredit', { sum: sums.map(money).join(' + ') })}</strong>` : nothing}</p>
  ${table(t('planTitle'), [
    { title: '#', of: (item) => item.id },
    { title: t('what'), of: (item) => badge(TONES[item.action], word('action', item.action)) },
    { title: t('amount'), kind: 'number', of: (item) => money(item.money) },
    { title: t('account'), of: (item) => item.account },
    { title: t('why'), kind: 'long', of: (item) => item.why },
  ], items.slice(0, 200))}`;
