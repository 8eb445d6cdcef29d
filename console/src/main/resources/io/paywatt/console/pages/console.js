// The page: what the hub is and the token, then an overview from the API.

import { accountsSection } from './accounts.js';
import { get, token } from './api.js';
import { failedSection } from './failed.js';
import { h, say } from './html.js';
import { current, switchLanguage, t } from './texts.js';

const main = document.getElementById('main');
const language = document.getElementById('language');
const leave = document.getElementById('leave');

/** Runs an action; a refused token leads back to the start, any other failure is said in the hub's words. */
async function guard(action) {
  say('');
  try {
    await action();
  } catch (error) {
    if (error.status === 401) {
      token.forget();
      draw();
      say(t('wrongToken'));
    } else {
      say(t('failedCall', { why: error.message }));
    }
  }
}

function aboutSection() {
  return h('section', {}, h('h2', {}, t('what')), h('p', {}, t('about')), h('p.soft', {}, t('contract')));
}

function tokenSection() {
  const field = h('input', { type: 'password', name: 'token', required: true, autocomplete: 'off', spellcheck: false });
  const enter = async () => {
    token.set(field.value.trim());
    await get('accounts', { limit: 1 });
    draw();
  };
  const onsubmit = (event) => {
    event.preventDefault();
    guard(enter);
  };
  return h('section', {}, h('h2', {}, t('tokenTitle')), h('p', {}, t('tokenHelp')),
    h('form', { onsubmit }, h('label', {}, t('token'), field), h('button', { type: 'submit' }, t('enter'))));
}

function booksSection() {
  const place = h('div');
  guard(async () => {
    const { ok, problems } = await get('books');
    place.replaceChildren(ok ? h('p.good', {}, t('booksRight'))
      : h('div.bad', {}, t('booksWrong'), h('ul', {}, problems.map((problem) => h('li', {}, problem)))));
  });
  return h('section', {}, h('h2', {}, t('books')), place);
}

function draw() {
  document.documentElement.lang = current();
  language.textContent = t('other');
  language.lang = current() === 'en' ? 'zh-CN' : 'en';
  leave.textContent = t('leave');
  leave.hidden = !token.get();
  main.replaceChildren(...(token.get()
    ? [accountsSection(guard), failedSection(guard), booksSection()]
    : [aboutSection(), tokenSection()]));
}

language.addEventListener('click', () => {
  switchLanguage();
  draw();
});
leave.addEventListener('click', () => {
  token.forget();
  say('');
  draw();
});
draw();
