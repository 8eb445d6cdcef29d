// What needs a second person, and what was decided.

import { get, post } from '../api.js';
import { why } from '../dialog.js';
import { changes } from '../diff.js';
import { t, time, word } from '../i18n.js';
import { html, nothing } from '../lib/lit-html.js';
import { may } from '../me.js';
import { empty, filters, head, pager, panel, select, state } from '../parts.js';
import { to } from '../place.js';

export const load = ({ query }) => get('approvals', { state: query.state ?? 'waiting', after: query.after });

export function draw(page) {
  const { items, next } = page.data;
  return html`${head(t('approvals'))}${filters(select('state', t('state'), 'approval', ['waiting', 'approved', 'rejected'], 'waiting'))}
    ${items.length === 0 ? panel(t('approvals'), empty(t('noApprovals'), t('noApprovalsHint'))) : items.map((item) => one(page, item))}${pager(next)}`;
}

/** {@code failed:17} leads to the message. */
function subject(text) {
  const [kind, id] = text.split(':');
  return kind === 'failed' ? html`<a href=${to(['desk', id])}>${t('message')} ${id}</a>` : text;
}

const one = (page, item) => panel(html`${word('approvalKind', item.kind)} · ${subject(item.subject)}`, html`
  <p>${t('asks', { who: item.requestedBy, at: time(item.requestedAt) })} <strong>${item.reason}</strong></p>
  ${item.content.changes ? changes(item.content.changes) : html`<pre tabindex="0">${JSON.stringify(item.content, null, 2)}</pre>`}
  ${item.decidedBy ? html`<p class="soft">${item.decidedBy} · ${time(item.decidedAt)} · ${item.decision}</p>` : nothing}`,
item.state === 'waiting' && may('approver') ? html`<button class="main" @click=${() => decide(page, item, 'approve')}>${t('approve')}</button>
  <button class="danger" @click=${() => decide(page, item, 'reject')}>${t('reject')}</button>` : state('approval', item.state));

async function decide(page, item, action) {
  const given = await why(t(`${action}Title`, { id: item.id }), t(action), action === 'reject');
  if (given && await page.act(() => post(`approvals/${item.id}/${action}`, given), t(`${action}Done`))) page.reload();
}
