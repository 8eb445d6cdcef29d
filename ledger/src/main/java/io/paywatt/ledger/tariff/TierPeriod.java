package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long something counts before it starts again, by the calendar in the tariff's zone.
 *
 * @param word   of the tariff files: month, season or year
 * @param starts days of the year on which a period begins, rising, without 29 February
 */
public record TierPeriod(String word, List<MonthDay> starts) {
  /** Calendar months. */
  public static final TierPeriod MONTH = months(1, 1, 1);
  /** Calendar years. */
  public static final TierPeriod YEAR = new TierPeriod("year", List.of(MonthDay.of(1, 1)));

  /** @param every months in a period, a divisor of 12 @param first a month in which one begins @param day they begin on */
  static TierPeriod months(int every, int first, int day) {
    return new TierPeriod("month", IntStream.rangeClosed(1, 12).filter(month -> (month - first + 12) % every == 0)
        .mapToObj(month -> MonthDay.of(month, day)).toList());
  }

  /** First day of the period the day belongs to. */
  public LocalDate start(LocalDate day) {
    MonthDay inYear = MonthDay.from(day);
    for (int i = starts.size() - 1; i >= 0; i--) {
      if (!starts.get(i).isAfter(inYear)) {
        return starts.get(i).atYear(day.getYear());
      }
    }
    return starts.get(starts.size() - 1).atYear(day.getYear() - 1);
  }

  /** First day of the next period. @param start of this one */
  public LocalDate next(LocalDate start) {
    int next = starts.indexOf(MonthDay.from(start)) + 1;
    return next < starts.size() ? starts.get(next).atYear(start.getYear()) : starts.get(0).atYear(start.getYear() + 1);
  }
}
