package io.paywatt.ledger.tariff;

import java.math.BigInteger;

/** Exact integer arithmetic of amounts. */
final class Amounts {
  static final long PPM = 1_000_000;
  static final long PICO_PER_NANO = 1000;

  private Amounts() {}

  /** floor(a * b / c) for c > 0, exact also when a * b does not fit a long. */
  static long mulDivFloor(long a, long b, long c) {
    long low = a * b;
    if (Math.multiplyHigh(a, b) == low >> 63) {
      return Math.floorDiv(low, c);
    }
    BigInteger[] parts = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).divideAndRemainder(BigInteger.valueOf(c));
    return parts[0].subtract(parts[1].signum() < 0 ? BigInteger.ONE : BigInteger.ZERO).longValueExact();
  }
}
