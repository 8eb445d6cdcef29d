package io.paywatt.ledger.tariff;

import java.util.Locale;

/** What a charge line is for. */
public enum ChargeKind {
  /** Energy at a price; the only kind that has energy. */
  ENERGY,
  /** A charge by day, month or purchase. */
  FIXED,
  /** Taken off: its amount is negative. */
  DISCOUNT,
  /** A service fee or another surcharge. */
  FEE,
  /** What was missing to the minimum bill. */
  MINIMUM,
  /** A tax or levy. */
  TAX,
  /** What rounding the units of a purchase cost or saved. */
  ROUNDING;

  /** The word of the database and of answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
