// Builds elements. Text only ever becomes a text node, so nothing that came from outside is read as HTML.

/** An element: tag with classes ("td.number"), properties and event handlers, then children (elements, texts, null). */
export function h(tag, properties, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  element.className = classes.join(' ');
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element[key] = value;
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A table that scrolls sideways on a phone. Columns: {title, of(item), number?, long?}. */
export function table(columns, items) {
  const kind = (column) => (column.number ? '.number' : column.long ? '.long' : '');
  return h('div.table', { tabIndex: 0 }, h('table', {},
    h('thead', {}, h('tr', {}, columns.map((column) => h('th' + kind(column), { scope: 'col' }, column.title)))),
    h('tbody', {}, items.map((item) => h('tr', {}, columns.map((column) => h('td' + kind(column), {}, column.of(item) ?? '–')))))));
}

/** Says something to the reader, also to a screen reader. */
export function say(text) {
  document.getElementById('said').textContent = text;
}
