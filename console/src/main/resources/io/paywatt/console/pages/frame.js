// The frame of every view: where one can go, who one is, language and theme.

import { html, nothing } from './lib/lit-html.js';
import { current, t, word } from './i18n.js';
import * as me from './me.js';
import { to } from './place.js';
import * as theme from './theme.js';

let open = false;

/** @param views names of those that the reader sees */
export function frame(page, views, body) {
  const { actions } = page;
  const menu = () => {
    open = !open;
    page.redraw();
  };
  const link = (name) => html`<a href="#/${name}" aria-current=${page.name === name ? 'page' : nothing} @click=${() => (open = false)}>${t(name)}</a>`;
  return html`<a class="skip" href="#main" @click=${skip}>${t('skip')}</a>${page.busy ? html`<div class="busy"></div>` : nothing}
    <div class="frame">
      <div class="top">${brand()}<button class="plain" aria-expanded=${open} @click=${menu}>☰ ${t('menu')}</button></div>
      <div class="side ${open ? 'open' : ''}">${brand()}
        <nav aria-label=${t('menu')}>${views.map(link)}</nav>
        <div class="who"><div><strong>${me.current().name}</strong><br>${me.current().roles.map((role) => word('role', role)).join(', ')}
          ${me.current().everySite ? nothing : html`<br>${me.current().sites.join(', ')}`}</div><div class="switches">
          ${switches(actions)}
          <button id="help" @click=${actions.help}>${t('keys')}</button>
          <button id="leave" @click=${actions.leave}>${t('leave')}</button></div></div>
      </div>
      <main id="main" tabindex="-1" data-place=${to([page.name, ...page.args])} aria-busy=${page.busy}>${body}</main>
    </div>`;
}

/** Language and theme. */
export const switches = (actions) => html`<button type="button" id="language" lang=${current() === 'en' ? 'zh-CN' : 'en'} @click=${actions.language}>${current() === 'en' ? '中文' : 'English'}</button>
  <button type="button" id="theme" @click=${actions.theme}>${t(theme.current() === 'dark' ? 'light' : 'dark')}</button>`;

const brand = () => html`<a class="brand" href="#/overview"><img src="icon.svg" alt="" width="26" height="26"> PayWatt</a>`;

function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}
