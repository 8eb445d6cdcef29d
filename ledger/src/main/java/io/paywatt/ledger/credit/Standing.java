package io.paywatt.ledger.credit;

import java.time.Instant;

/**
 * What there is to judge about an account; its balance row is locked by the caller.
 *
 * @param balanceNano   nano units
 * @param newestReading time of the newest reading that was taken into account, or null after a payment: money that came
 *                      in never warns or cuts
 */
public record Standing(long accountId, String currency, long balanceNano, Instant newestReading) {}
