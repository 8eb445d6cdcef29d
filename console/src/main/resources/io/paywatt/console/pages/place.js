// Where the reader is: the address behind #, with the filters of the view as its query.

/** The address as {name, args, query}; {@code #/desk/17?state=open} is desk, [17], {state: open}. */
export function here() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, ...args] = path.split('/').filter(Boolean).map(decodeURIComponent);
  return { name: name || 'overview', args, query: Object.fromEntries(new URLSearchParams(query)) };
}

/** The address of a view; parts are encoded, filters without value left out. */
export function to(parts, query = {}) {
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== ''));
  return `#/${[parts].flat().map(encodeURIComponent).join('/')}${text.size ? `?${text}` : ''}`;
}

/** Goes there; the back button comes back. */
export function go(parts, query) {
  location.hash = to(parts, query);
}

/** Changes filters of the view that is shown; a changed filter starts at the first part of a list. */
export function filter(changes) {
  const { name, args, query } = here();
  const next = to([name, ...args], { ...query, after: undefined, ...changes });
  if (next === location.hash) window.dispatchEvent(new HashChangeEvent('hashchange'));
  else location.hash = next;
}
