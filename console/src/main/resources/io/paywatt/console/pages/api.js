// Speaks with /api/v1 in a session: the browser keeps it in a cookie that no script can read. What changes something carries
// the token of a second cookie, which no other site can read.

/** An answer that is no success, with the hub's own words; status 0: the hub was not reached. */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? (status ? `HTTP ${status}` : ''));
    this.status = status;
    /** Each fault of what was sent: {line, field, message}; null when the hub tells none. */
    this.errors = problem?.errors?.length ? problem.errors : null;
  }
}

const protection = () => document.cookie.split('; ').find((each) => each.startsWith('XSRF-TOKEN='))?.slice('XSRF-TOKEN='.length) ?? '';

async function call(path, options = {}) {
  const response = await fetch(`../api/v1/${path}`, {
    ...options, cache: 'no-store', headers: { Accept: 'application/json', ...options.headers },
  }).catch(() => {
    throw new ApiError(0);
  });
  if (!response.ok) throw new ApiError(response.status, await response.json().catch(() => null));
  return response;
}

const json = (response) => (response.status === 204 ? null : response.json());

const address = (path, query) => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length ? `${path}?${new URLSearchParams(given)}` : path;
};

/** GET with query parameters; those without value are left out. */
export const get = async (path, query = {}) => json(await call(address(path, query)));

const send = async (path, body, type, headers) => json(await call(path, { method: 'POST', body,
  headers: { 'Content-Type': type, 'X-XSRF-TOKEN': decodeURIComponent(protection()), ...headers } }));

/** POST of JSON, with further headers. */
export const post = (path, body = {}, headers = {}) => send(path, JSON.stringify(body), 'application/json', headers);

/** POST of a file as it is. */
export const upload = (path, query, file, type) => send(address(path, query), file, type, {});

/** Saves a file that the API makes. */
export async function save(path, query, name) {
  const response = await call(address(path, query), { headers: { Accept: '*/*' } });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A part of a path, from whatever text. */
export const part = encodeURIComponent;
