package io.paywatt.ledger.timeline;

import java.time.Instant;
import java.util.List;

/**
 * A payment, an order that nobody has paid yet, or a claim that nobody has confirmed yet.
 *
 * @param id            number of the payment; our order number; {@code claim-} and the number of the claim
 * @param provider      adapter name
 * @param transactionId the provider's own id, or null
 * @param orderId       our order number, or null
 * @param account       account number, or null
 * @param meter         serial, or null
 * @param amount        minor units, or null when a claim does not say
 * @param currency      ISO 4217 code, or null
 * @param state         posted, parked or held; opening, ordered, failed or closed; claimed or given-up
 * @param paidAt        when the payer paid, or null
 * @param receivedAt    when the hub heard of the payment, the order or the claim
 * @param late          stages that are late now
 */
public record PaymentView(String id, String provider, String transactionId, String orderId, String account, String meter,
    Long amount, String currency, String state, Instant paidAt, Instant receivedAt, List<String> late) {}
