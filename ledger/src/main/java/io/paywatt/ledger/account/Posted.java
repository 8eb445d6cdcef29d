package io.paywatt.ledger.account;

import java.time.Instant;
import io.paywatt.ledger.tariff.Utility;

/**
 * One line of an account as it was posted, in units of the ledger.
 *
 * @param at          when
 * @param kind        of the journal entry: payment, consumption, ...
 * @param key         of the journal entry
 * @param nano        nano units; negative: taken off
 * @param balanceNano balance after this line
 * @param charge      what it was taken off for, or null
 */
public record Posted(Instant at, String kind, String key, long nano, long balanceNano, Charge charge) {
  /**
   * @param meter     serial
   * @param utility   says what the quantity counts
   * @param from      start of the consumption
   * @param to        end of it
   * @param quantity  Wh or litres
   * @param tariff    code
   * @param validFrom version of the tariff
   * @param tier      from 1
   * @param period    time of use, or null
   * @param price     nano units a Wh or litre
   */
  public record Charge(String meter, Utility utility, Instant from, Instant to, long quantity, String tariff,
      String validFrom, int tier, String period, long price) {
    /** Whether both are consumption at the same price, so that a person reads them as one line. */
    boolean isLike(Charge other) {
      return equals(new Charge(other.meter, other.utility, from, to, quantity, other.tariff, other.validFrom, other.tier,
          other.period, other.price));
    }

    Charge joined(Charge more) {
      return new Charge(meter, utility, from.isBefore(more.from) ? from : more.from, to.isAfter(more.to) ? to : more.to,
          quantity + more.quantity, tariff, validFrom, tier, period, price);
    }
  }
}
