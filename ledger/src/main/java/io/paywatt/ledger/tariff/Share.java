package io.paywatt.ledger.tariff;

import java.util.List;

/**
 * A discount, fee or tax: a percentage of other items of a month, a price a kWh, or an amount.
 *
 * @param name      named by what comes after it
 * @param kind      DISCOUNT, FEE or TAX
 * @param ppm       millionths of what {@code on} names; 0 without a percentage
 * @param pricePico 10^-12 currency units a Wh, one for all tiers or one for each; of a fee maybe below zero; empty without a price
 * @param on        places of the items it is taken of, see {@link Extras}; {@link Extras#VEND} for money tendered
 * @param aboveWh   only in a month with more Wh; -1: in every month
 * @param upToWh    only in a month with at most so many
 * @param inside    prices contain it: shown, not added
 * @param rounding  of its line in a bill, null: as the others
 * @param more      what few tariffs say
 */
record Share(String name, ChargeKind kind, long ppm, List<Long> pricePico, List<Integer> on, long aboveWh, long upToWh,
    boolean inside, Rounding rounding, More more) {
  /** Of the whole: a percentage has eight decimals. */
  static final long WHOLE = 10_000_000_000L;
  static final long PER_MILLIONTH = WHOLE / Amounts.PPM;

  /**
   * What few tariffs say.
   *
   * @param rest    10^-10 beside the millionths
   * @param ofTotal the percentage is of the amount with it, not of that without it
   * @param nano    an amount instead: never more than what it is taken of
   * @param maximum nano units a month
   * @param aboveW  only with more load; -1: with any
   * @param upToW   only with at most so much load
   * @param late    a discount that is taken last, behind the taxes
   */
  record More(long rest, boolean ofTotal, long nano, long maximum, long aboveW, long upToW, boolean late) {
    static final More NONE = new More(0, false, 0, Long.MAX_VALUE, -1, Long.MAX_VALUE, false);
  }

  boolean applies(Household household, long monthWh) {
    return monthWh > aboveWh && monthWh <= upToWh && household.loadW() > more.aboveW() && household.loadW() <= more.upToW();
  }

  /** What the percentage or the amount is of a sum, nano units. */
  long of(long base) {
    if (more.nano() > 0) {
      return Math.max(0, Math.min(more.nano(), base));
    }
    return Amounts.mulDivFloor(base, parts(), inside ? WHOLE + parts() : more.ofTotal() ? WHOLE - parts() : WHOLE);
  }

  /** 10^-10 of what {@code on} names. */
  long parts() {
    return ppm * PER_MILLIONTH + more.rest();
  }

  /** At most what a month may have. */
  long capped(long amount) {
    return Math.min(amount, more.maximum());
  }

  /** 10^-12 currency units a Wh of a tier. */
  long price(int tier) {
    return pricePico.get(Math.min(tier, pricePico.size()) - 1);
  }

  /** Its one price for all tiers, 0 otherwise. */
  long onePrice() {
    return pricePico.size() == 1 ? pricePico.get(0) : 0;
  }
}
