// Users: who comes in, with which roles, for which sites; new ones, and those who are kept out.

import { get, post } from '../api.js';
import { ask } from '../dialog.js';
import { t, time } from '../i18n.js';
import { html } from '../lib/lit-html.js';
import { head, panel, table } from '../parts.js';
import { to } from '../place.js';
import { given, roleFields, rolesOf, siteFields, standing } from '../user-fields.js';

export async function load() {
  const [users, sites] = await Promise.all([get('users'), get('sites')]);
  return { users: users.items, sites: sites.items.map((site) => site.name) };
}

export function draw(page) {
  return html`${head(t('users'), { actions: html`<button class="main" @click=${() => add(page)}>${t('newUser')}</button>` })}
    ${panel(t('users'), table(t('users'), [
    { title: t('userName'), of: (user) => user.name },
    { title: t('roles'), kind: 'long', of: rolesOf },
    { title: t('sites'), kind: 'long', of: (user) => (user.everySite ? t('everySite') : user.sites.join(', ')) },
    { title: t('state'), of: standing },
    { title: t('since'), minor: true, of: (user) => time(user.createdAt) },
  ], page.data.users, { href: (user) => to(['users', user.name]) }))}`;
}

async function add(page) {
  const answer = await ask({ title: t('newUser'), action: t('save'), body: html`
    <label>${t('userName')}<input name="name" required maxlength="64" autocomplete="off" autocapitalize="none"></label>
    <label>${t('password')}<input type="password" name="password" required minlength="10" maxlength="200" autocomplete="new-password"></label>
    ${roleFields(['support'])}${siteFields(page.data.sites, [])}` });
  if (!answer) return;
  const { name, password } = answer;
  const user = { name: name.trim(), password, ...given(answer) };
  if (await page.act(() => post('users', user), t('userAdded', { name: user.name }))) page.reload();
}
