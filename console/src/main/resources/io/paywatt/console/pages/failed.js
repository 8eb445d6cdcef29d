// The desk: what failed and why; a replay is tried first and only then sent.

import { get, post } from './api.js';
import { h, say, table } from './html.js';
import { t, time } from './texts.js';

/** The section, ready to be put on the page. @param guard runs an action and tells what went wrong */
export function failedSection(guard) {
  const place = h('div');
  const load = async () => place.replaceChildren(...await desk(guard, load));
  guard(load);
  return h('section', {},
    h('div.actions', {}, h('h2', {}, t('failed')),
      h('button.quiet', { type: 'button', onclick: () => guard(load) }, t('refresh'))),
    place);
}

async function desk(guard, load) {
  const [groups, list] = await Promise.all([get('failed/groups'), get('failed', { limit: 50 })]);
  if (list.items.length === 0) return [h('p.good', {}, t('failedNone'))];
  const chosen = new Set();
  const plan = h('div');
  const dryRun = h('button', { type: 'button', onclick: () => guard(async () => {
    if (chosen.size === 0) return say(t('chooseFirst'));
    const ids = [...chosen].sort((a, b) => a - b);
    const { items } = await post('failed/replays', { ids, dryRun: true });
    plan.replaceChildren(...planOf(items, guard, load, () => plan.replaceChildren()));
  }) }, t('dryRun'));
  return [
    groups.items.length === 0 ? h('p.good', {}, t('failedNone')) : groupsTable(groups.items),
    h('h3', {}, t('items')), itemsTable(list.items, chosen), h('div.actions', {}, dryRun), plan,
  ];
}

function groupsTable(groups) {
  return table([
    { title: t('count'), number: true, of: (g) => String(g.count) },
    { title: t('route'), of: (g) => g.route },
    { title: t('step'), of: (g) => g.step },
    { title: t('cause'), long: true, of: (g) => g.message },
    { title: t('at'), of: (g) => time(g.newest) },
  ], groups);
}

function itemsTable(items, chosen) {
  const box = (item) => h('input', {
    type: 'checkbox', disabled: !item.replayable || item.state === 'replaying', ariaLabel: `${t('choose')} ${item.id}`,
    onchange: (event) => (event.target.checked ? chosen.add(item.id) : chosen.delete(item.id)),
  });
  return table([
    { title: '', of: box },
    { title: '#', number: true, of: (i) => String(i.id) },
    { title: t('at'), of: (i) => time(i.failedAt) },
    { title: t('route'), of: (i) => i.route },
    { title: t('cause'), long: true, of: (i) => i.error },
    { title: t('state'), of: (i) => h(`span.${i.state === 'replayed' ? 'good' : 'warn'}`, {}, t(`state.${i.state}`)) },
    { title: t('result'), long: true, of: (i) => i.replayResult },
  ], items);
}

function planOf(items, guard, load, close) {
  const ids = items.filter((item) => item.why === null).map((item) => item.id);
  const replay = h('button', { type: 'button', disabled: ids.length === 0, onclick: () => guard(async () => {
    const { started } = await post('failed/replays', { ids, dryRun: false });
    await load();
    say(t('started', { n: started.length }));
  }) }, `${t('replay')} (${ids.length})`);
  return [
    h('h3', {}, t('planTitle')),
    table([
      { title: '#', number: true, of: (i) => String(i.id) },
      { title: t('result'), long: true, of: (i) => (i.why === null ? t('willReplay', { door: i.replayTo }) : t('held', { why: i.why })) },
    ], items),
    ids.length === 0 ? h('p.soft', {}, t('nothing')) : null,
    h('div.actions', {}, replay, h('button.quiet', { type: 'button', onclick: close }, t('cancel'))),
  ].filter(Boolean);
}
