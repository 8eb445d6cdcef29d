/**
 * Side effects as rows. Payloads, as JSON:
 * <ul>
 *   <li>meter-command: {@code {"meterId":7,"kind":"credit","body":{...},"expiresInSeconds":604800}}; body is what the
 *       command carries besides id and kind: credit {@code amount, currency, balance}; relay {@code relay} (closed, open)
 *       and {@code seq} (wanted_seq of the decision); balance {@code balance, currency}.
 *   <li>notice: {@code {"kind":"receipt","accountId":3,"meterId":7,"params":{...}}} with accountId null for
 *       administrators. Params are plain values (amounts in minor units as {@code amount}/{@code balance} with
 *       {@code currency}, energy as {@code energyWh}, times RFC 3339); the notice desk formats them by locale.
 * </ul>
 */
package io.paywatt.ledger.outbox;
