package io.paywatt.ledger.tariff;

/**
 * Limits of a purchase.
 *
 * @param minimum nano units
 * @param maximum nano units
 * @param stepWh  units are sold in steps of so many Wh
 * @param nearest whether units are rounded to the nearest step, not down
 */
record VendRules(long minimum, long maximum, long stepWh, boolean nearest) {
  static final VendRules ANY = new VendRules(0, Long.MAX_VALUE, 1, false);
}
