// Speaks with /api/v1 under the token of this tab. The token is kept in sessionStorage: closing the tab forgets it.

const KEY = 'paywatt.token';

export const token = {
  get: () => sessionStorage.getItem(KEY),
  set: (value) => sessionStorage.setItem(KEY, value),
  forget: () => sessionStorage.removeItem(KEY),
};

/** An answer that is no success, with the hub's own words. */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? `HTTP ${status}`);
    this.status = status;
  }
}

async function call(path, options = {}) {
  const response = await fetch(`../api/v1/${path}`, {
    ...options,
    cache: 'no-store',
    headers: { ...options.headers, Accept: 'application/json', Authorization: `Bearer ${token.get()}` },
  });
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(response.status, answer);
  return answer;
}

/** GET with query parameters; those without value are left out. */
export function get(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(given).toString();
  return call(text ? `${path}?${text}` : path);
}

/** POST of JSON. */
export function post(path, body) {
  return call(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

/** A part of a path, from whatever text. */
export const part = encodeURIComponent;
