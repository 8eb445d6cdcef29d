// One user: roles, sites, password, and whether they may come in.

import { get, part, post } from '../api.js';
import { ask } from '../dialog.js';
import { t, time } from '../i18n.js';
import { html, nothing } from '../lib/lit-html.js';
import { current } from '../me.js';
import { facts, head, panel } from '../parts.js';
import { to } from '../place.js';
import { given, givenSites, roleFields, rolesOf, siteFields, standing } from '../user-fields.js';

export async function load({ args: [name] }) {
  const [user, sites] = await Promise.all([get(`users/${part(name)}`), get('sites')]);
  return { user, sites: sites.items.map((site) => site.name) };
}

export function draw(page) {
  const { user } = page.data;
  return html`${head(user.name, { back: { href: to('users'), text: t('users') }, badge: standing(user), actions: actions(page) })}
    ${panel(t('facts'), facts([[t('roles'), rolesOf(user)], [t('sites'), user.everySite ? t('everySite') : user.sites.join(', ')],
    [t('since'), time(user.createdAt)],
    [t('audit'), html`<a href=${to('audit', { actor: user.name })}>${t('whatTheyDid')}</a> · <a href=${to('audit', { subject: `user:${user.name}` })}>${t('whatWasDone')}</a>`]]))}`;
}

function actions(page) {
  const { user, sites } = page.data;
  const change = async (what, title, body, of) => {
    const answer = await ask({ title: t(title, { name: user.name }), action: t('save'), body });
    if (answer && await page.act(() => post(`users/${part(user.name)}/${what}`, of(answer)), t('saved'))) page.reload(true);
  };
  const roles = () => change('roles', 'rolesTitle', roleFields(user.roles), (answer) => ({ roles: given(answer).roles }));
  const places = () => change('sites', 'sitesTitle', siteFields(sites, user.everySite ? null : user.sites), givenSites);
  const password = () => change('password', 'passwordTitle', html`<label>${t('password')}<input type="password" name="password" required
    minlength="10" maxlength="200" autocomplete="new-password"></label>`, (answer) => answer);
  return html`<button @click=${roles}>${t('roles')}</button><button @click=${places}>${t('sites')}</button>
    <button @click=${password}>${t('newPassword')}</button>
    ${user.name === current().name ? nothing : html`<button class=${user.disabled ? '' : 'danger'} @click=${() => turn(page, user)}>${t(user.disabled ? 'letIn' : 'keepOut')}</button>`}`;
}

async function turn(page, user) {
  const disabled = !user.disabled;
  const sure = await ask({ title: t(disabled ? 'keepOutTitle' : 'letInTitle', { name: user.name }), action: t(disabled ? 'keepOut' : 'letIn'), danger: disabled });
  if (sure && await page.act(() => post(`users/${part(user.name)}/disabled`, { disabled }), t('saved'))) page.reload(true);
}
