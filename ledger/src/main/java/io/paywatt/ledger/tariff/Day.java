package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A local day as a tariff sees it.
 *
 * @param version    in force
 * @param season     row of its seasons
 * @param tierStart  first day of the tier period, or null without tiers
 * @param monthStart first day of the month of charges and taxes
 * @param lastOfMonth whether the month ends with this day
 * @param fromMillis start, epoch milliseconds
 * @param toMillis   end, exclusive
 */
record Day(LocalDate date, TariffVersion version, int season, LocalDate tierStart, LocalDate monthStart,
    boolean lastOfMonth, long fromMillis, long toMillis) {

  static Day of(TariffVersion version, LocalDate date, ZoneId zone, TierPeriod month) {
    LocalDate next = date.plusDays(1);
    return new Day(date, version, version.seasons().of(date),
        version.tierPeriod() == null ? null : version.tierPeriod().start(date), month.start(date),
        month.start(next).equals(next), millis(date, zone), millis(next, zone));
  }

  private static long millis(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
