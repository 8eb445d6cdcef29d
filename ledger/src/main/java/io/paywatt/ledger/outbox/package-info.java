/**
 * Side effects as rows. Payloads, as JSON:
 * <ul>
 *   <li>meter-command: {@code {"meterId":7,"kind":"credit","body":{...},"expiresInSeconds":604800}}; body is what the
 *       command carries besides id and kind: credit {@code amount, currency, balance}; relay {@code relay} (closed, open)
 *       and {@code seq} (wanted_seq of the decision); balance {@code balance, currency}.
 *   <li>notice: {@code {"kind":"receipt","accountId":3,"meterId":7,"params":{...}}} with accountId null for
 *       administrators, meterId null when no meter is meant; an answer to
 *       somebody who wrote has {@code "to"} (E.164) and {@code "locale"} besides, and goes there. Params are plain values (amounts in minor units as
 *       {@code amount}/{@code balance} with {@code currency}, energy as {@code energyWh}, times RFC 3339); the notice
 *       desk formats them by locale. Account, room, site, holder, meter and balance are there without being given.
 *       Params of a kind besides these, each may be left out (shown as "-"):
 *       <ul>
 *         <li>low-balance, cut-off, restored: stage; cut-off-soon: stage, at; low-days: days, stage; outage, outage-over: at;
 *             tariff-change: day, tariffZh, tariffEn; receipt-energy: amount, energyWh, payment, tiers (a list of energyWh and
 *             priceNano a kWh)
 *         <li>hub-trouble, hub-well: part, fault, at
 *         <li>receipt: amount, paidAt; receipt-debt: also recovered; both get tiers when the message is written
 *         <li>token: token, energyWh, amount
 *         <li>payment-parked: amount, paidAt, provider, transactionId, reason
 *         <li>payment-moved-in, payment-moved-out, refund-done: amount, paidAt, transactionId
 *         <li>refund-held: amount, paidAt, provider, transactionId, refund, reason
 *         <li>unknown-meter: serial, at
 *         <li>alert-over-voltage, alert-under-voltage: at, voltageV; alert-overload: at, powerW
 *         <li>alert-power-failure, alert-power-restored, alert-cover-open, alert-relay-fault: at
 *         <li>alert-phase-loss, alert-broken-neutral: at, voltageV; alert-reverse-power, alert-relay-stuck,
 *             alert-impossible-consumption, alert-night-leak: at, powerW; alert-clock-drift: at, seconds;
 *             alert-silent-meter: at, hours; alert-balance-mismatch: at, amount; alert-wrong-topic: at, topic
 *         <li>alert-ended: at, anomalyZh, anomalyEn; alert-site-outage: at, place, count; alert-site-restored: at, place
 *         <li>command-failed: command, reason, at
 *         <li>settlement-differences: provider, day, open, waiting, summaryZh, summaryEn
 *       </ul>
 * </ul>
 */
package io.paywatt.ledger.outbox;
