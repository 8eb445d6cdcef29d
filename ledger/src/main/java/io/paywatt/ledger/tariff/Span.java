package io.paywatt.ledger.tariff;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time, within one local day, in which a Wh of one tier has one price.
 *
 * @param fromMillis start, epoch milliseconds
 * @param toMillis   end, exclusive
 * @param day        it lies in
 * @param period     time of use, or null
 */
record Span(long fromMillis, long toMillis, Day day, String period) {

  /** The day cut at its windows. Edges are instants of the day alone, so every interval is cut at the same ones. */
  static List<Span> of(Day day, List<Schedule.Window> windows, ZoneId zone) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      long from = i == 0 ? day.fromMillis() : edge(day, windows.get(i), zone);
      long to = i + 1 == windows.size() ? day.toMillis() : edge(day, windows.get(i + 1), zone);
      if (from < to) {
        spans.add(new Span(from, to, day, windows.get(i).period()));
      }
    }
    return windows.isEmpty() ? List.of(new Span(day.fromMillis(), day.toMillis(), day, null)) : spans;
  }

  /** A window that starts in the hour a clock change leaves out starts right after it, but never on another day. */
  private static long edge(Day day, Schedule.Window window, ZoneId zone) {
    return Math.min(day.toMillis(), day.date().atTime(LocalTime.ofSecondOfDay(window.fromMinute() * 60L)).atZone(zone)
        .toInstant().toEpochMilli());
  }

  /** The same time, priced as another time of use. */
  Span as(String other) {
    return new Span(fromMillis, toMillis, day, other);
  }

  TariffVersion version() {
    return day.version();
  }
}
