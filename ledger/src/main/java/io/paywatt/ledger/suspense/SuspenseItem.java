package io.paywatt.ledger.suspense;

import java.time.Instant;

/**
 * A payment that has, or had, no place.
 *
 * @param payment       the payment; moves and refunds go by this number
 * @param kind          word of {@link SuspenseKind}
 * @param reason        why it was parked
 * @param transactionId the provider's own id
 * @param orderId       order it names, as far as that is known, or null
 * @param account       account that may be meant, or null
 * @param meter         meter that may be meant, or null
 * @param amount        minor units paid
 * @param open          minor units still in suspense; 0 when all has been moved or given back, or was never ours
 * @param ageDays       whole days since it came
 * @param owner         who looks after it, or null
 * @param ownedSince    or null
 */
public record SuspenseItem(long payment, String kind, String reason, String provider, String transactionId,
    String orderId, String account, String meter, long amount, long open, String currency, Instant paidAt,
    Instant receivedAt, long ageDays, String owner, Instant ownedSince) {}
