package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.util.Locale;

/** How long energy counts towards the tiers before they start again, by the calendar in the tariff's zone. */
public enum TierPeriod {
  MONTH, YEAR;

  /** First day of the period the day belongs to. */
  public LocalDate start(LocalDate day) {
    return this == MONTH ? day.withDayOfMonth(1) : day.withDayOfYear(1);
  }

  /** The word of the tariff files: month or year. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
