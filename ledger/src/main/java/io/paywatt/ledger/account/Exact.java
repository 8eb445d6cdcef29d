package io.paywatt.ledger.account;

import java.math.BigDecimal;

/** Integers of the ledger as plain decimal numbers, without needless zeros: 1234000000 nano units are 1.234. */
public final class Exact {
  private static final int SMALL_UNITS_DIGITS = 3;

  private Exact() {}

  /** Nano units as currency units. */
  public static String of(long nano) {
    return plain(nano, 9);
  }

  /** 10^-12 currency units a Wh (a litre) as currency units a kWh (a cubic metre). */
  public static String perUnit(long picoPerSmallUnit) {
    return plain(picoPerSmallUnit, 9);
  }

  /** Wh as kWh, litres as cubic metres. */
  public static String quantity(long smallUnits) {
    return plain(smallUnits, SMALL_UNITS_DIGITS);
  }

  private static String plain(long unscaled, int digits) {
    BigDecimal exact = BigDecimal.valueOf(unscaled, digits).stripTrailingZeros();
    return (exact.scale() < 0 ? exact.setScale(0) : exact).toPlainString();
  }
}
