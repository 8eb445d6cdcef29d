package io.paywatt.ledger.timeline;

import java.util.List;

/**
 * How far a payment has come.
 *
 * @param payment which it is
 * @param note    how a claim differed from the provider's word, or why it was given up, or null
 * @param steps   ordered, paid, received, posted, sent, acknowledged, receipt
 */
public record PaymentTimeline(PaymentView payment, String note, List<PaymentStep> steps) {}
