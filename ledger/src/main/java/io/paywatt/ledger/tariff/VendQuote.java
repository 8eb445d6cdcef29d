package io.paywatt.ledger.tariff;

import java.time.Instant;
import java.util.List;

/**
 * What a purchase buys and what it is made of. The lines and the change add up to what was paid.
 *
 * @param at       of the purchase
 * @param energyWh Wh bought, free ones included
 * @param paid     nano units tendered
 * @param change   nano units that buy no further step and stay with the account
 * @param lines    exact
 * @param included taxes inside the prices
 * @param usage    the account's counts after it: to be saved when the purchase is made
 */
public record VendQuote(Instant at, long energyWh, long paid, long change, List<ChargeLine> lines,
    List<ChargeLine> included, TierUsage usage) {}
