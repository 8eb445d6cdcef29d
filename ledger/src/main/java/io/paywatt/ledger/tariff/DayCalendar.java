package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Days that are priced as another kind of day: holidays, working days moved to a weekend.
 *
 * @param special kind of day by date: a day of the week, holiday, or a word of the calendar's own
 */
record DayCalendar(Map<LocalDate, String> special) {
  static final DayCalendar NONE = new DayCalendar(Map.of());
  static final String HOLIDAY = "holiday";
  static final List<String> WORKING = List.of("mon", "tue", "wed", "thu", "fri");
  static final List<String> WEEKEND = List.of("sat", "sun");

  /** The kind of a day: mon to sun, holiday, or a word of the calendar. */
  String kind(LocalDate day) {
    String kind = special.get(day);
    return kind != null ? kind : day.getDayOfWeek().name().substring(0, 3).toLowerCase(Locale.ROOT);
  }
}
