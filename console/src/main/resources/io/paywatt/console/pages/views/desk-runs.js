// Replays that go on, with a way to pause and to end them.

import { post } from '../api.js';
import { number, t, time } from '../i18n.js';
import { html, nothing } from '../lib/lit-html.js';
import { panel, state } from '../parts.js';

const COUNTS = ['queued', 'sent', 'done', 'failed', 'held', 'cancelled'];

/** Nothing when no run goes on. */
export function runsPanel(page, runs) {
  const going = runs.filter((run) => run.state === 'running' || run.state === 'paused');
  return going.length === 0 ? nothing : panel(t('replays'), going.map((run) => html`<div class="actions">
    <strong>#${run.id}</strong>${state('run', run.state)}<span class="soft">${run.actor} · ${time(run.createdAt)}</span>
    ${COUNTS.filter((name) => run.counts[name]).map((name) => html`<span>${t(`run.${name}`)} ${number(run.counts[name])}</span>`)}
    ${run.why ? html`<span class="warn">${run.why}</span>` : nothing}
    ${run.state === 'running' ? turn(page, run, 'pause') : turn(page, run, 'resume')}${turn(page, run, 'cancel')}</div>`));
}

const turn = (page, run, action) => html`<button @click=${async () => {
  if (await page.act(() => post(`failed/replays/${run.id}/${action}`))) page.reload(true);
}}>${t(`run.${action}`)}</button>`;
