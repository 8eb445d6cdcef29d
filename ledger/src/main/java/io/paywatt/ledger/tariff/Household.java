package io.paywatt.ledger.tariff;

import java.util.List;

/**
 * What a tariff asks of an account, and what was agreed for it alone.
 *
 * @param people       in the household, 0 when not known
 * @param loadW        sanctioned load, W
 * @param freeWh       free Wh a month instead of the tariff's, null when there is no such agreement
 * @param tierLimitsWh tier limits instead of the tariff's, empty when there is no such agreement
 * @param discountPpm  further discount on energy and fixed charges, millionths
 */
public record Household(int people, long loadW, Long freeWh, List<Long> tierLimitsWh, long discountPpm) {
  /** Nothing known, nothing agreed. */
  public static final Household NONE = new Household(0, 0, null, List.of(), 0);
}
