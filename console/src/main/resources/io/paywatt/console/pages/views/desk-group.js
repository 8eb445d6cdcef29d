// One cause: what it is, who looks after it, what was written about it, and the replay of all its messages.

import { adviceFor } from '../advice.js';
import { get, part, post } from '../api.js';
import { ask } from '../dialog.js';
import { ago, money, number, t, time } from '../i18n.js';
import { html, nothing } from '../lib/lit-html.js';
import { everywhere, may } from '../me.js';
import { facts, panel } from '../parts.js';
import { to } from '../place.js';
import { replay } from '../replay.js';

export const loadGroup = (id) => get(`failed/groups/${part(id)}`);

export function groupPanel(page, group) {
  const path = `failed/groups/${group.id}`;
  const done = (well) => well && page.reload(true);
  const own = async () => {
    const given = await ask({ title: t('whoOwns'), action: t('save'), body: html`<label>${t('owner')}
      <input name="owner" maxlength="120" autocomplete="off" .value=${group.owner ?? ''}></label>` });
    if (given) done(await page.act(() => post(`${path}/owner`, { owner: given.owner.trim() || null })));
  };
  const note = async (event) => {
    event.preventDefault();
    const form = event.target;
    if (await page.act(() => post(`${path}/notes`, { text: new FormData(form).get('text') }))) {
      form.reset();
      page.reload(true);
    }
  };
  const dryRun = async () => {
    await replay(page, { group: group.id });
    page.reload(true);
  };
  const support = may('support') && everywhere();
  return panel(group.message, html`<p class="note"><strong>${t('whatToDo')}</strong> ${adviceFor(group.message)}</p>
    <div class="grid"><div>${facts([
    [t('count'), number(group.count)], [t('atRisk'), group.atRisk.map(money).join(' + ')], [t('again#'), number(group.failedAgain)],
    [t('route'), html`<a href=${to(['routes', group.route])}>${group.route}</a> ${group.step ? html`<code>${group.step}</code>` : nothing}`],
    [t('errorClass'), html`<code>${group.errorClass}</code>`], [t('frame'), group.frame && html`<code>${group.frame}</code>`],
    [t('providerCode'), group.providerCode], [t('oldest'), ago(group.oldest)], [t('newest'), ago(group.newest)],
    [t('owner'), html`${group.owner ?? t('nobody')} ${support ? html`<button class="plain" @click=${own}>${t('change')}</button>` : nothing}`],
  ])}</div>${everywhere() ? html`<div class="stack"><h3>${t('notes')}</h3>${group.notes.map((each) => html`<p><strong>${each.author}</strong>
      <span class="soft">${time(each.at)}</span><br>${each.text}</p>`)}
      ${support ? html`<form class="stack" @submit=${note}><label>${t('newNote')}<textarea name="text" required maxlength="2000" rows="2"></textarea></label>
      <div><button>${t('write')}</button></div></form>` : nothing}</div>` : nothing}</div>`,
  html`<a class="button" href="#/desk">${t('allCauses')}</a>${may('support') ? html`<button class="main" @click=${dryRun}>${t('dryRunAll', { n: number(group.count) })}</button>` : nothing}`);
}
