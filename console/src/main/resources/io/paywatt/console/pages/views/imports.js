// Accounts and meters out of a file: the reader sees what is in it, then all of it is taken, or nothing with each fault named.

import { upload } from '../api.js';
import { number, t } from '../i18n.js';
import { html, nothing } from '../lib/lit-html.js';
import { empty, facts, head, panel, table } from '../parts.js';

const COLUMNS = 'site,room,account,holder,phone,locale,meter,make,tariff,opening_balance,register_wh,multiplier';
const SHOWN = 20;
const COUNTS = ['lines', 'sites', 'rooms', 'accounts', 'meters'];

export const load = async () => ({});

export function draw(page) {
  const { file, lines, faults, done } = page.state;
  return html`${head(t('imports'))}<p class="note">${t('importHint')} <code>${COLUMNS}</code></p>
    ${panel(file ? file.name : t('file'), html`<div class="actions"><label>${t('chooseFile')}<input type="file" accept=".csv,text/csv" @change=${(event) => choose(page, event)}></label>
      ${file ? html`<button class="main" @click=${() => take(page)} ?disabled=${page.busy}>${t('importIt', { n: number(lines.length - 1) })}</button>` : nothing}</div>`)}
    ${done ? panel(t('imported'), facts(COUNTS.map((name) => [t(name), number(done[name])]))) : nothing}
    ${faults ? panel(t('faults'), faultList(faults, lines)) : nothing}
    ${file && !faults ? panel(t('content'), preview(lines)) : nothing}`;
}

/** What is imported is what was read here; a file that was mended is chosen again. */
async function choose(page, { target }) {
  const [file] = target.files;
  if (!file) return;
  const bytes = await file.arrayBuffer();
  target.value = '';
  page.state = { file, bytes, lines: new TextDecoder().decode(bytes).split(/\r?\n/).filter((line, at, all) => line || at < all.length - 1) };
  page.redraw();
}

/** A name as the hub takes it: other signs than these become _. */
const plain = (name) => name.replace(/[^\p{L}\p{N}._ ()-]/gu, '_').slice(-120);

async function take(page) {
  const { file, bytes } = page.state;
  Object.assign(page.state, { done: null, faults: null });
  await page.act(async () => {
    try {
      page.state.done = await upload('imports', { file: plain(file.name) }, bytes, 'text/csv');
      page.state.file = null;
    } catch (error) {
      page.state.faults = error.errors;
      throw error;
    }
  }, t('imported'));
  page.redraw();
}

const faultList = (faults, lines) => table(t('faults'), [
  { title: t('line'), kind: 'number', of: (fault) => fault.line },
  { title: t('what'), kind: 'long', of: (fault) => fault.message },
  { title: t('content'), kind: 'long', minor: true, of: (fault) => fault.line && html`<code>${lines[fault.line - 1]}</code>` },
], faults);

const preview = (lines) => (lines.length < 2 ? empty(t('noLinesInFile'), t('importHint'))
  : html`<pre tabindex="0">${lines.slice(0, SHOWN).join('\n')}</pre>
    ${lines.length > SHOWN ? html`<p class="soft">${t('moreLines', { n: number(lines.length - SHOWN) })}</p>` : nothing}`);
