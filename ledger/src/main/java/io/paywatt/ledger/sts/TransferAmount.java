package io.paywatt.ledger.sts;

/**
 * The amounts a credit token can carry: 16 bits, an exponent of 2 and a mantissa of 14, in units of 0.1 kWh. Up to 1638.3 kWh
 * every unit, above in steps of 1, 10 and 100 kWh. A module rounds up what lies between, so we ask only for what is exact.
 */
final class TransferAmount {
  /** Wh in one unit. */
  static final long UNIT_WH = 100;
  /** 1 820 162.4 kWh. */
  static final long MOST_UNITS = 18_201_624;
  private static final int MANTISSAS = 1 << 14;

  private TransferAmount() {}

  /** The largest amount that a token can carry exactly and that is not above this one. @param units 0 to {@link #MOST_UNITS} */
  static long floor(long units) {
    long base = 0;
    for (long step = 1; ; step *= 10) {
      long next = base + MANTISSAS * step;
      if (units < next) {
        return base + (units - base) / step * step;
      }
      base = next;
    }
  }
}
