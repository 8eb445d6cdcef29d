package io.paywatt.ledger.reconcile;

import java.time.Instant;

/**
 * A meter whose bill waits, claimed by this transaction.
 *
 * @param ledgerId    ledger account of the customer, or null when the account has no balance in the books
 * @param billedWh    register up to which it is billed, Wh before the multiplier
 * @param billedAt    time of that register, or null when it is only known from the import
 * @param estimatedWh part of that register that was only estimated
 * @param changed     whether the meter was exchanged, or its ratio changed, and that is not billed yet
 * @param only        the only reading that waits, or null when there are others or that is not known
 */
record OpenBill(long meterId, String serial, long accountId, String account, String currency, String tariff, Long ledgerId,
    int multiplier, long rangeWh, long billedWh, Instant billedAt, long estimatedWh, boolean changed, Register only) {}
