package io.paywatt.ledger.account;

import java.math.BigDecimal;

/** Nano units as a plain decimal number of currency units, without needless zeros: 1234000000 is 1.234. */
public final class Exact {
  private Exact() {}

  /** Nano units. */
  public static String of(long nano) {
    BigDecimal exact = BigDecimal.valueOf(nano, 9).stripTrailingZeros();
    return (exact.scale() < 0 ? exact.setScale(0) : exact).toPlainString();
  }

  /** Nano units a Wh as currency units a kWh. */
  static String perKwh(long nanoPerWh) {
    return of(Math.multiplyExact(nanoPerWh, 1000L));
  }
}
