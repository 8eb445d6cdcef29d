// The page: finds the view of the address, loads its data, draws it into the frame, and keeps both current.

import { html, nothing, render } from './lib/lit-html.js';
import { choose, current, t } from './i18n.js';
import { listen } from './keys.js';
import { help } from './help.js';
import { empty } from './parts.js';
import { here } from './place.js';
import { frame } from './frame.js';
import * as me from './me.js';
import * as theme from './theme.js';

/** One file a view: {@code load(page)} asks the API, {@code draw(page)} gives the template. */
const VIEWS = ['overview', 'desk', 'payments', 'suspense', 'settlements', 'accounts', 'meters', 'alerts', 'approvals', 'routes', 'imports', 'users', 'audit'];
/** The view of one thing out of a list: {@code #/payments/17}. */
const ONE = { desk: 'message', payments: 'payment', accounts: 'account', meters: 'meter', alerts: 'alert', routes: 'route', settlements: 'settlement', users: 'user' };

const app = document.getElementById('app');
const said = document.getElementById('said');
let page;
let turns = 0;
let silence;

/** What a view works with; one lives as long as the address has the same name and parts. */
class Page {
  data = null;
  state = {};
  error = null;
  busy = false;

  constructor(place, view) {
    Object.assign(this, place);
    this.view = view;
  }

  /** Asks the API again and draws; an answer that comes after the reader has left is dropped. */
  async reload(quiet = false) {
    this.busy = !quiet;
    if (!quiet) draw();
    try {
      this.data = await this.view.load(this);
      this.error = null;
    } catch (error) {
      this.error = error;
      if (error.status === 401) return over();
    }
    this.busy = false;
    this.redraw();
  }

  redraw() {
    if (this === page) draw();
  }

  /** Does something; what goes wrong is said in the hub's words. @return whether it went well */
  async act(action, done) {
    try {
      const result = await action();
      if (done) say(typeof done === 'function' ? done(result) : done);
      return true;
    } catch (error) {
      if (error.status === 401 && me.current()) over();
      else say(failure(error), 'bad');
      return false;
    }
  }
}

function failure(error) {
  if (error.status === 0) return t('noHub');
  return error.message;
}

/** Says something to the reader, also to a screen reader. */
function say(text, tone = '') {
  clearTimeout(silence);
  said.className = tone;
  said.textContent = text;
  silence = setTimeout(() => (said.textContent = ''), tone === 'bad' ? 12000 : 6000);
}

/** The session has ended: the reader comes in again and is where they were. */
function over() {
  me.forget();
  say(t('sessionOver'), 'bad');
  return show();
}

const actions = {
  async leave() {
    await me.leave();
    show();
  },
  language() {
    choose(current() === 'en' ? 'zh-CN' : 'en');
    draw();
    page.reload(true);
  },
  theme() {
    theme.toggle();
    draw();
  },
  help,
};

function body() {
  if (page.error && page.data === null) {
    return html`${empty(t(page.error.status === 404 ? 'notThere' : 'failed'), failure(page.error))}
      <p class="empty"><button @click=${() => page.reload()}>${t('again')}</button></p>`;
  }
  return page.data === null ? nothing : html`${page.error ? html`<p class="note bad" role="alert">${failure(page.error)}</p>` : nothing}
    ${page.view.draw(page)}`;
}

function draw() {
  document.documentElement.lang = current();
  document.title = `${t(page.name)} · PayWatt`;
  render(page.name === 'login' ? body() : frame(page, VIEWS.filter(me.sees), body()), app);
}

/** Shows the view of the address; a view comes only when it is first wanted. */
async function show() {
  const place = me.current() ? here() : { name: 'login', args: [], query: {} };
  const name = place.name === 'login' || VIEWS.includes(place.name) && me.sees(place.name) ? place.name : 'overview';
  const turn = ++turns;
  const view = await import(`./views/${place.args.length && ONE[name] ? ONE[name] : name}.js`);
  if (turn !== turns) return;
  const same = page?.name === name && page.args.join('/') === place.args.join('/');
  const before = page;
  page = new Page({ ...place, name, show, actions }, view);
  if (same) Object.assign(page, { data: before.data, state: before.state });
  await page.reload();
  if (!same) {
    scrollTo(0, 0);
    document.querySelector('main h1')?.focus({ preventScroll: true });
  }
}

const every10s = () => !document.hidden && page?.view.live && !page.busy && !document.querySelector('dialog[open]') && page.reload(true);

theme.apply();
listen(help);
window.addEventListener('hashchange', show);
setInterval(every10s, 10000);
me.find().catch((error) => say(failure(error), 'bad')).then(show);
