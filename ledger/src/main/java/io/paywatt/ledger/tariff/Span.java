package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time, within one local day, in which a Wh of one tier has one price.
 *
 * @param fromMillis start, epoch milliseconds
 * @param toMillis   end, exclusive
 * @param version    in force
 * @param period     time of use, or null
 * @param tierStart  first day of the tier period, or null without tiers
 */
record Span(long fromMillis, long toMillis, TariffVersion version, String period, LocalDate tierStart) {

  /** The day cut at its windows. Edges are instants of the day alone, so every interval is cut at the same ones. */
  static List<Span> of(TariffVersion version, LocalDate day, ZoneId zone) {
    long start = millis(day, 0, zone);
    long end = millis(day.plusDays(1), 0, zone);
    LocalDate tierStart = version.tierPeriod() == null ? null : version.tierPeriod().start(day);
    List<Span> spans = new ArrayList<>();
    List<TariffVersion.Window> windows = version.windows();
    for (int i = 0; i < windows.size(); i++) {
      long from = i == 0 ? start : edge(day, windows.get(i), zone, end);
      long to = i + 1 == windows.size() ? end : edge(day, windows.get(i + 1), zone, end);
      if (from < to) {
        spans.add(new Span(from, to, version, windows.get(i).period(), tierStart));
      }
    }
    return windows.isEmpty() ? List.of(new Span(start, end, version, null, tierStart)) : spans;
  }

  /** A window that starts in the hour a clock change leaves out starts right after it, but never on another day. */
  private static long edge(LocalDate day, TariffVersion.Window window, ZoneId zone, long end) {
    return Math.min(end, millis(day, window.fromMinute(), zone));
  }

  private static long millis(LocalDate day, int minute, ZoneId zone) {
    return minute == 0 ? day.atStartOfDay(zone).toInstant().toEpochMilli()
        : day.atTime(LocalTime.ofSecondOfDay(minute * 60L)).atZone(zone).toInstant().toEpochMilli();
  }
}
