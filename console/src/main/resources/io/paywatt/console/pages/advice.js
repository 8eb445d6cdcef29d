// A cause in plain words, and what a clerk does about it: the table of docs/support.md.

import { t } from './i18n.js';
import { html } from './lib/lit-html.js';

const CAUSES = [
  ['unknownMeter', /meter .* is not known/],
  ['unknownOrder', /order .* is not known/],
  ['namesNothing', /names neither order nor meter/],
  ['otherAmount', /order .* is over .*, paid were/],
  ['otherCurrency', /is in [A-Z]{3}, paid in|this hub takes/],
  ['otherProvider', /was opened with .*, paid with/],
  ['otherMeter', /is for meter .*, paid for/],
  ['surplus', /surplus: order .* was paid before/],
  ['notOurs', /not for this hub/],
  ['conflict', /told before with other content/],
  ['forged', /is not confirmed|no statement holds it/],
  ['noAnswer', /has no answer that counts/],
  ['unreadable', /JSON|malformed|unexpected|can't be read|is missing/i],
];

const kind = (error) => CAUSES.find(([, pattern]) => pattern.test(error))?.[0];

/** What to do about an error; there is always something. */
export const adviceFor = (error) => t(`do.${kind(error) ?? 'other'}`);

/** An error for a list: its kind in the reader's language where it is a known one, and the hub's own words. */
export const cause = (error) => html`<span class="clamp">${kind(error) ? html`<strong>${t(`cause.${kind(error)}`)}</strong> · ` : ''}${error}</span>`;
