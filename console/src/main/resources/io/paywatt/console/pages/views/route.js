// The drawing of one route: what comes in at the top, step by step, with what went through and what failed there.

import { get, part, post } from '../api.js';
import { why } from '../dialog.js';
import { number, t, time, word } from '../i18n.js';
import { html, nothing } from '../lib/lit-html.js';
import { may } from '../me.js';
import { head, panel, state } from '../parts.js';
import { to } from '../place.js';

export const live = true;

export const load = ({ args: [id] }) => get(`routes/${part(id)}`);

export function draw(page) {
  const route = page.data;
  const running = route.state === 'Started';
  return html`${head(route.id, { back: { href: to('routes'), text: t('routes') }, badge: state('routeState', route.state),
    actions: html`<a class="button" href=${to('desk', { route: route.id })}>${t('itsFailures')}</a>
      ${may('integrator') ? html`<button class=${running ? 'danger' : 'main'} @click=${() => turn(page, running ? 'stop' : 'start')}>${t(running ? 'stop' : 'start')}</button>` : nothing}` })}
    <p class="note">${route.description} <code>${route.location}</code><br>${t('counts', { total: number(route.total), failed: number(route.failed), since: time(route.since) })}</p>
    ${panel(t('drawing'), html`<div class="table" role="region" aria-label=${t('drawing')} tabindex="0"><div class="flow">
      <div class="step from"><span>${route.from.description ?? route.from.uri}</span><small><code>${route.from.uri}</code></small></div>
      ${route.steps.map((step) => node(route, step))}</div></div>`)}`;
}

/** A step; what chooses or repeats holds its branches side by side. */
function node(route, step) {
  if (!step.branches) return box(route, step);
  return html`${box(route, step)}<div class="fork">${step.branches.map((branch) => html`<div class="flow">
    ${branch.label ? html`<small class="soft">${branch.label}</small>` : nothing}${branch.steps.map((each) => node(route, each))}</div>`)}</div>`;
}

function box(route, step) {
  const body = html`<span>${step.description ?? step.id}</span><small><code>${step.id}</code> · ${step.kind}</small>
    <span class="counts">${t('stepCounts', { total: number(step.total), failed: number(step.failed) })}</span>`;
  return step.failed > 0 ? html`<a class="step failing" href=${to('desk', { route: route.id })}>${body}</a>`
    : html`<div class="step ${step.branches ? 'fork-head' : ''}">${body}</div>`;
}

async function turn(page, action) {
  const given = await why(t(`${action}Title`, { route: page.data.id }), t(action), action === 'stop');
  if (given && await page.act(() => post(`routes/${part(page.data.id)}/${action}`, given), word('done', action))) page.reload();
}
