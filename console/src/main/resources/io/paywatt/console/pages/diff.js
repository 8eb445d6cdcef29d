// What an edit changes: line by line before it is saved, field by field afterwards.

import { html } from './lib/lit-html.js';

/** A body for reading: JSON is indented, anything else stays as it is. */
export function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** Lengths of the longest common part of the ends of both, from each line on. */
function common(before, after) {
  const length = Array.from({ length: before.length + 1 }, () => new Array(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      length[i][j] = before[i] === after[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  return length;
}

/** Both texts as lines, each with what became of it: kept, gone or came. */
function lines(one, other) {
  const before = pretty(one).split('\n');
  const after = pretty(other).split('\n');
  const length = common(before, after);
  const all = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      all.push({ kind: 'kept', text: before[i] });
      i++;
      j++;
    } else if (i < before.length && (j === after.length || length[i + 1][j] >= length[i][j + 1])) {
      all.push({ kind: 'gone', text: before[i++] });
    } else {
      all.push({ kind: 'came', text: after[j++] });
    }
  }
  return all;
}

const MARKS = { kept: ' ', gone: '−', came: '+' };

export const diff = (one, other) => html`<div class="diff">${lines(one, other).map(({ kind, text }) =>
  html`<div class=${kind}>${MARKS[kind]} ${text}</div>`)}</div>`;

/** What the hub says a version changed: field by field, as JSON. */
export const changes = (list) => html`<div class="diff">${list.map(({ path, before, after }) => html`<div><strong>${path || '·'}</strong></div>
  ${before === null ? '' : html`<div class="gone">− ${before}</div>`}${after === null ? '' : html`<div class="came">+ ${after}</div>`}`)}</div>`;
