package io.paywatt.ledger.account;

import java.time.Instant;
import java.util.Objects;
import io.paywatt.ledger.tariff.ChargeLine;
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
  /** @param meter serial @param utility says what the quantity counts @param line its energy in Wh or litres */
  public record Charge(String meter, Utility utility, ChargeLine line) {

    /** Whether both are for the same at the same price, so that a person reads them as one line. */
    boolean isLike(Charge other) {
      ChargeLine a = line;
      ChargeLine b = other.line;
      return meter.equals(other.meter) && a.kind() == b.kind() && Objects.equals(a.item(), b.item())
          && a.tariff().equals(b.tariff()) && a.validFrom().equals(b.validFrom()) && a.tier() == b.tier()
          && Objects.equals(a.period(), b.period()) && a.pricePico() == b.pricePico();
    }

    Charge joined(Charge other) {
      ChargeLine a = line;
      ChargeLine b = other.line;
      return new Charge(meter, utility, new ChargeLine(a.from().isBefore(b.from()) ? a.from() : b.from(),
          a.to().isAfter(b.to()) ? a.to() : b.to(), a.kind(), a.item(), a.energyWh() + b.energyWh(), a.tariff(),
          a.validFrom(), a.tier(), a.period(), a.pricePico(), a.amount() + b.amount()));
    }
  }
}
