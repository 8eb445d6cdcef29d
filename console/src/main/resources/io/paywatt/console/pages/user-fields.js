// Fields of a user, as lists and dialogs show them.

import { t, time, word } from './i18n.js';
import { html } from './lib/lit-html.js';
import { badge } from './parts.js';

const ROLES = ['viewer', 'support', 'approver', 'integrator', 'administrator'];

export const rolesOf = (user) => user.roles.map((role) => word('role', role)).join(', ');

/** Whether they may come in. */
export function standing(user) {
  if (user.disabled) return badge('bad', t('disabled'));
  const locked = user.lockedUntil && new Date(user.lockedUntil) > new Date();
  return locked ? badge('warn', t('lockedUntil', { at: time(user.lockedUntil) })) : badge('good', t('active'));
}

const box = (name, label, checked) => html`<label class="check"><input type="checkbox" name=${name} ?checked=${checked}> ${label}</label>`;

/** Every site, or some: what is chosen takes the other one off. */
function either({ target, currentTarget }) {
  currentTarget.querySelectorAll('input').forEach((each) => {
    if (target.checked && (each.name === 'everySite') !== (target.name === 'everySite')) each.checked = false;
  });
}

/** A box for each role. */
export const roleFields = (chosen) => html`<fieldset><legend>${t('roles')}</legend>
  ${ROLES.map((role) => box(`role.${role}`, word('role', role), chosen.includes(role)))}</fieldset>`;

/** A box for each site, and one for all of them. @param chosen names, or null: every site */
export const siteFields = (sites, chosen) => html`<fieldset @change=${either}><legend>${t('sites')}</legend>
  ${box('everySite', t('everySite'), chosen === null)}
  ${sites.map((site) => box(`site.${site}`, site, chosen?.includes(site)))}</fieldset>`;

const named = (answer, prefix) => Object.keys(answer).filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));

/** What the boxes of a dialog say, as the API takes it. */
export const given = (answer) => ({ roles: named(answer, 'role.'), ...givenSites(answer) });

/** Every site, or those that were chosen. */
export const givenSites = (answer) => (answer.everySite ? { everySite: true } : { sites: named(answer, 'site.') });
