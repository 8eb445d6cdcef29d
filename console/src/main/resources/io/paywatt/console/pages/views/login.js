// Who comes in: with a name and a password, or with the token of the API.

import { switches } from '../frame.js';
import { t } from '../i18n.js';
import { html } from '../lib/lit-html.js';
import { enter } from '../me.js';

export const load = async () => ({});

export function draw(page) {
  const byToken = page.state.byToken;
  const submit = async (event) => {
    event.preventDefault();
    if (await page.act(() => enter(Object.fromEntries(new FormData(event.target))))) page.show();
  };
  const other = () => {
    page.state.byToken = !byToken;
    page.redraw();
  };
  return html`<main class="sign"><section class="panel"><form @submit=${submit}>
    <h1><img src="icon.svg" alt="" width="28" height="28"> PayWatt</h1>
    <p class="soft">${t('about')}</p>
    ${byToken ? html`<label>${t('token')}<input type="password" name="token" required autocomplete="off" spellcheck="false"></label>
      <p class="soft">${t('tokenHelp')}</p>` : html`<label>${t('userName')}<input name="name" required maxlength="64" autocomplete="username" autocapitalize="none"></label>
      <label>${t('password')}<input type="password" name="password" required autocomplete="current-password"></label>`}
    <button class="main">${t('enter')}</button>
    <button type="button" class="plain" @click=${other}>${t(byToken ? 'withPassword' : 'withToken')}</button>
    <div class="switches">${switches(page.actions)}</div></form></section></main>`;
}
