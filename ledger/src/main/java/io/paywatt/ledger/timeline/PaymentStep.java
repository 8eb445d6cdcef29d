package io.paywatt.ledger.timeline;

import java.time.Instant;

/**
 * One stage of a payment.
 *
 * @param step     ordered, paid, received, posted, sent, acknowledged or receipt
 * @param state    pending, done, failed or skipped (there is nothing to do)
 * @param at       when it was done or failed, or null
 * @param deadline when it should be done, or null: not yet known, or none
 * @param late     not done by its deadline; stays when it was done later
 * @param reason   why it failed, or what it waits for, or null
 */
public record PaymentStep(String step, String state, Instant at, Instant deadline, boolean late, String reason) {}
