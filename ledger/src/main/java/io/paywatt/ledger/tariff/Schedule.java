package io.paywatt.ledger.tariff;

import java.util.List;
import java.util.Map;

/**
 * The times of use of every kind of day.
 *
 * @param periods   names of the periods in the order of the prices; empty without time of use
 * @param bySeason  windows by kind of day, a row for each season; empty without time of use
 * @param registers period that each tariff register of the meter counts
 */
record Schedule(List<String> periods, List<Map<String, List<Window>>> bySeason, Map<String, String> registers) {
  static final Schedule NONE = new Schedule(List.of(), List.of(), Map.of());

  /** Part of a day. @param fromMinute start in minutes of the local day; it lasts until the next window starts */
  record Window(int fromMinute, String period) {}

  /** A kind of day without windows of its own is as a holiday, and that one as a Sunday. */
  List<Window> windows(int season, String kind) {
    if (bySeason.isEmpty()) {
      return List.of();
    }
    Map<String, List<Window>> days = bySeason.get(season);
    List<Window> own = days.getOrDefault(kind, days.get(DayCalendar.HOLIDAY));
    return own != null ? own : days.get("sun");
  }

  /** The period a register of the meter counts, null when it counts none. */
  String period(String register) {
    return registers.getOrDefault(register, periods.contains(register) ? register : null);
  }
}
