// What was said to people about an account or a payment, and what became of it.

import { get } from './api.js';
import { t, time, word } from './i18n.js';
import { html, nothing } from './lib/lit-html.js';
import { may } from './me.js';
import { empty, panel, state, table } from './parts.js';

const SHOWN = 20;

/** The last messages. @param about {account} or {payment} @return null for who may not see them */
export const findNotices = async (about) => (may('support') ? (await get('notices', { ...about, limit: SHOWN })).items : null);

/** The panel of these messages; nothing for who may not see them. */
export const noticesPanel = (items) => (items === null ? nothing
  : html`<div class="wide">${panel(t('notices'), items.length === 0 ? empty(t('noNotices'), t('noNoticesHint')) : list(items))}</div>`);

const list = (items) => table(t('notices'), [
  { title: t('at'), of: (notice) => time(notice.createdAt) },
  { title: t('kind'), of: (notice) => word('notice', notice.kind) },
  { title: t('to'), of: (notice) => `${notice.account ?? t('administrators')} · ${word('channel', notice.channel)} ${notice.recipient ?? ''}`, minor: true },
  { title: t('state'), kind: 'long', of: (notice) => html`${state('noticeState', notice.state)}
    ${notice.error ? html`<span class="soft">${notice.provider ? `${notice.provider}: ` : ''}${notice.error}</span>` : nothing}` },
  { title: t('message'), kind: 'long', minor: true, of: (notice) => notice.text },
], items);
