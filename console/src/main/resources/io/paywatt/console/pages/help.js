// The keys, told in a dialog.

import { html } from './lib/lit-html.js';
import { ask } from './dialog.js';
import { t } from './i18n.js';
import { facts } from './parts.js';

const KEYS = ['j', 'k', 'x', 'Enter', '/', 'Esc', '?'];

export const help = () => ask({ title: t('keys'),
  body: facts(KEYS.map((key) => [html`<kbd>${key}</kbd>`, t(`key.${key}`)])) });
