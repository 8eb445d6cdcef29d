// Asks the reader something before it is done. The dialog is the browser's own: Escape leaves it, focus stays inside.

import { html, nothing, render } from './lib/lit-html.js';
import { t } from './i18n.js';

/**
 * Opens a dialog.
 *
 * @param title  what is asked
 * @param body   template between title and buttons, or null
 * @param action words of the button that does it; null: there is only a way out
 * @param danger whether it can't be taken back
 * @return the values of the form by name, or null when the reader left
 */
export function ask({ title, body, action, danger = false }) {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', title);
  document.body.append(dialog);
  return new Promise((resolve) => {
    let answer = null;
    const submit = (event) => {
      event.preventDefault();
      answer = Object.fromEntries(new FormData(event.target));
      dialog.close();
    };
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    render(html`<form class="stack" @submit=${submit}><h2>${title}</h2>${body ?? nothing}<div class="actions">
      <button type="button" @click=${() => dialog.close()}>${t(action ? 'cancel' : 'close')}</button>
      ${action ? html`<button class=${danger ? 'danger' : 'main'}>${action}</button>` : nothing}</div></form>`, dialog);
    dialog.showModal();
  });
}

/** A reason, as the audit wants it; null when the reader left. */
export const why = (title, action, danger = false) => ask({ title, action, danger,
  body: html`<label>${t('reason')}<input name="reason" required maxlength="80" autocomplete="off"></label>` });
