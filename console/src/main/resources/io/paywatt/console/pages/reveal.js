// Personal data is masked until somebody says why they need it; the hub writes the reason into the audit.

import { part, post } from './api.js';
import { why } from './dialog.js';
import { t } from './i18n.js';
import { html, nothing } from './lib/lit-html.js';
import { may } from './me.js';

/** Whether something of a message is masked. */
export const isMasked = (text) => text.includes('•');

/**
 * Asks for the reason and keeps what is revealed as {@code page.state.whole}, until the reader leaves.
 *
 * @param of where it lies: {@code accounts} or {@code failed}, and its id
 * @return whether it was revealed
 */
export async function reveal(page, of, id) {
  const given = await why(t('revealTitle'), t('reveal'));
  const well = given && await page.act(async () => (page.state.whole = await post(`${of}/${part(id)}/reveal`, given)));
  if (well) page.redraw();
  return Boolean(well);
}

/** A button that reveals; nothing for those who may not, or when all is seen. */
export const revealButton = (page, of, id, masked) => (may('support') && masked
  ? html`<button @click=${() => reveal(page, of, id)}>${t('reveal')}</button>` : nothing);
