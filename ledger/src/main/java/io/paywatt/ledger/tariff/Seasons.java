package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;

/**
 * The seasons of a year.
 *
 * @param names  each once; one without a name when there are no seasons
 * @param ranges cover the year exactly once
 */
record Seasons(List<String> names, List<Range> ranges) {
  static final Seasons NONE = new Seasons(List.of(""), List.of());

  /** Both days included; {@code to} before {@code from} goes over the end of the year. @param season row of the names */
  record Range(int season, MonthDay from, MonthDay to) {
    boolean covers(MonthDay day) {
      boolean begun = !day.isBefore(from);
      boolean open = !day.isAfter(to);
      return from.isAfter(to) ? begun || open : begun && open;
    }
  }

  /** Row of the season a day is in. */
  int of(LocalDate day) {
    MonthDay inYear = MonthDay.from(day);
    return ranges.stream().filter(range -> range.covers(inYear)).mapToInt(Range::season).findFirst().orElse(0);
  }

  int size() {
    return names.size();
  }
}
