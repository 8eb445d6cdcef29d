// Accounts: find one by whatever the resident says.

import { get } from '../api.js';
import { money, number, quantity, t } from '../i18n.js';
import { html, nothing } from '../lib/lit-html.js';
import { badge, empty, filters, head, pager, panel, search, state, table } from '../parts.js';
import { here, to } from '../place.js';

export const load = ({ query }) => get('accounts', { q: query.q, after: query.after });

export function draw({ data }) {
  return html`${head(t('accounts'))}${filters(search(t('findAccount')))}${panel(t('accounts'), list(data))}`;
}

/** What is left, in money or in kWh. */
export const left = (account) => (account.energyWh === null ? money(account.balance) : quantity(account.energyWh, 'electricity'));

function list({ items, next }) {
  if (items.length === 0) return here().query.q ? empty(t('nothingFound'), t('searchHint')) : empty(t('noAccounts'), t('noAccountsHint'));
  return html`${table(t('accounts'), [
    { title: t('account'), of: (account) => account.id },
    { title: t('place'), of: (account) => `${account.site} ${account.room}` },
    { title: t('holder'), of: (account) => account.holder },
    { title: t('balance'), kind: 'number', of: left },
    { title: t('credit'), of: (account) => html`${state('credit', account.credit)} ${account.held ? badge('info', t('neverCut')) : nothing}` },
    { title: t('daysLeft'), kind: 'number', minor: true, of: (account) => number(account.daysLeft) },
    { title: t('meters'), minor: true, of: (account) => account.meters.map((meter) => meter.serial).join(', ') },
  ], items, { href: (account) => to(['accounts', account.id]) })}${pager(next)}`;
}
