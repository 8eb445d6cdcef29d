package io.paywatt.ledger.refund;

import java.time.Instant;

/**
 * A refund as people see it.
 *
 * @param id               our refund number, the same at every try
 * @param payment          the payment it is of
 * @param amount           minor units
 * @param account          account whose balance it was taken off, or null: out of suspense
 * @param state            requested, sending, processing, held, abnormal, done or refused
 * @param byHand           paid out by a person, never sent to the provider
 * @param reason           why it was asked for
 * @param providerRefundId the provider's number, or the reference of who paid it out by hand; null: not known yet
 * @param detail           what the provider or a person said last, or null
 * @param actor            who asked for it
 * @param paid             minor units of the whole payment
 * @param refunded         minor units of the payment given back or on their way back, this one included unless refused
 * @param nextCall         when the provider is called next, or null
 * @param endedAt          or null
 */
public record Refund(String id, long payment, String provider, String transactionId, long amount, String currency,
    String account, String state, boolean byHand, String reason, String providerRefundId, String detail, String actor,
    long paid, long refunded, Instant createdAt, Instant nextCall, Instant endedAt) {}
