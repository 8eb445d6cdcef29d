// Who is signed in, and what they may do.

import { get, post } from './api.js';

let me = null;

export const current = () => me;

/** Asks the hub who this session belongs to; null: nobody. */
export async function find() {
  me = await get('me').catch((error) => {
    if (error.status === 401) return null;
    throw error;
  });
  return me;
}

/** @param given {name, password} or {token} */
export async function enter(given) {
  me = await post('login', given);
}

export async function leave() {
  await post('logout').catch(() => null);
  me = null;
}

/** Forgets who it was: the session is over. */
export const forget = () => (me = null);

/** Whether they may do what needs a role: viewer, support, approver, integrator or administrator. */
export const may = (role) => me !== null && me.may.includes(role);

/** Whether they see every site. */
export const everywhere = () => me !== null && me.everySite;

/** Views that not everybody sees: the role they need, and whether they show every site. */
const LIMITED = { approvals: { role: 'support' }, audit: { role: 'approver', every: true },
  imports: { role: 'administrator', every: true }, users: { role: 'administrator', every: true } };

/** Whether they see a view. */
export function sees(view) {
  const { role = 'viewer', every = false } = LIMITED[view] ?? {};
  return may(role) && (!every || me.everySite);
}
