package io.paywatt.ledger.tariff;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How an amount is shown. @param unitNano to a multiple of so many nano units @param mode which one */
public record Rounding(long unitNano, RoundingMode mode) {

  /** The multiple of the unit for an amount in nano units. */
  public long round(long nano) {
    return BigDecimal.valueOf(nano).divide(BigDecimal.valueOf(unitNano), 0, mode).multiply(BigDecimal.valueOf(unitNano))
        .longValueExact();
  }
}
