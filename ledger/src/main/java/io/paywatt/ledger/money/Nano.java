package io.paywatt.ledger.money;

import java.util.Currency;

/**
 * The one unit of the ledger: 10^-9 of the currency unit, as a long. A price of up to six decimals a kWh is a whole
 * number of nano units a Wh, so pricing never rounds. A long holds 9.2 thousand million currency units.
 */
public final class Nano {
  /** Nano units in one currency unit (yuan, dollar). */
  public static final long PER_UNIT = 1_000_000_000L;

  private Nano() {}

  /** Minor units to nano units. @throws ArithmeticException when it does not fit a long */
  public static long fromMinor(long minor, String currency) {
    return Math.multiplyExact(minor, perMinor(currency));
  }

  /** Nano units to minor units, rounded down: a balance is never shown larger than it is. */
  public static long toMinorFloor(long nano, String currency) {
    return Math.floorDiv(nano, perMinor(currency));
  }

  /** Nano units in one minor unit: 10^7 for CNY, 10^9 for a currency without minor unit. */
  public static long perMinor(String currency) {
    int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    long per = PER_UNIT;
    for (int i = 0; i < digits; i++) {
      per /= 10;
    }
    return per;
  }
}
