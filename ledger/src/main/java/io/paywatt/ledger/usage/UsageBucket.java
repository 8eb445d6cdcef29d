package io.paywatt.ledger.usage;

import java.time.Instant;
import io.paywatt.ledger.money.Money;

/**
 * Energy and cost of an hour, a day or a month.
 *
 * @param from     start
 * @param to       end, exclusive
 * @param energyWh Wh, or litres of water and gas; multiplier included
 * @param costNano charged so far, nano units
 * @param cost     null without a meter; the same in minor units, cut so that all buckets add up to the minor units of the whole
 */
public record UsageBucket(Instant from, Instant to, long energyWh, long costNano, Money cost) {}
