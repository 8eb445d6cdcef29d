package io.paywatt.ledger.tariff;

import java.util.List;

/**
 * A discount, fee or tax: a percentage of other items of a month, or a price a kWh.
 *
 * @param name      named by what comes after it
 * @param kind      DISCOUNT, FEE or TAX
 * @param ppm       millionths of what {@code on} names; 0 with a price
 * @param pricePico 10^-12 currency units a Wh, one for all tiers or one for each; empty with a percentage
 * @param on        places of the items it is taken of, see {@link Extras}; {@link Extras#VEND} for money tendered
 * @param aboveWh   only in a month with more Wh; -1: in every month
 * @param upToWh    only in a month with at most so many
 * @param inside    prices contain it: shown, not added
 * @param rounding  of its line in a bill, null: as the others
 */
record Share(String name, ChargeKind kind, long ppm, List<Long> pricePico, List<Integer> on, long aboveWh, long upToWh,
    boolean inside, Rounding rounding) {

  boolean applies(long monthWh) {
    return monthWh > aboveWh && monthWh <= upToWh;
  }

  /** Its one price for all tiers, 0 otherwise. */
  long onePrice() {
    return pricePico.size() == 1 ? pricePico.get(0) : 0;
  }
}
