package io.paywatt.ledger.tariff.oracle;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A tariff as plain facts, from which both the file and the naive reckoning are made, so that neither knows the other.
 *
 * @param zone     of dates and times of day
 * @param holidays dates that are holidays
 * @param worked   dates of a weekend that are worked
 * @param tiers    of all versions, or null
 * @param versions in the order of time
 */
record Plan(ZoneId zone, Set<LocalDate> holidays, Set<LocalDate> worked, Tiers tiers, List<Version> versions) {
  /** Summer is May to September, the rest is the other season. */
  static final List<String> SEASONS = List.of("summer", "rest");

  /** When all energy of a period takes another price: never, at each tier, or from a limit on. */
  enum Slabs { MARGINAL, WHOLE, WHOLE_ABOVE }

  /**
   * @param period  month, season or year
   * @param every   months counted together, 1 but for month
   * @param limits  Wh, rising
   * @param slabs   how the tier reached bears on the energy before it
   * @param whole   index of the limit from which on it does, for {@code WHOLE_ABOVE}
   */
  record Tiers(String period, int every, List<Long> limits, Slabs slabs, int whole) {}

  /** @param from minute of the day at which it starts; it lasts until the next one */
  record Window(int from, String period) {}

  /** Days of a schedule: all, weekday, weekend, holiday. */
  record Schedule(List<String> days, List<Window> windows) {}

  /** @param on what it is taken of; null for an amount a kWh */
  record Share(String name, BigDecimal rate, List<String> on) {}

  /** @param amount currency units, @param daily whether it is due each day, else each month */
  record Fixed(String name, BigDecimal amount, boolean daily) {}

  /**
   * @param seasonal  whether prices differ by season
   * @param schedules of the times of use, empty without
   * @param prices    currency units a kWh by "season/period" ("" for none of them), then by tier
   * @param above     Wh above which {@code others} holds for the whole tier period, 0 for never
   * @param others    prices as above
   * @param freeWh    a month, that count towards tiers
   */
  record Version(LocalDate from, boolean seasonal, List<Schedule> schedules, Map<String, List<BigDecimal>> prices, long above,
      Map<String, List<BigDecimal>> others, long freeWh, List<Fixed> charges, List<Share> discounts, List<Share> fees,
      List<Share> taxes) {

    /** The price list of the moment, by the words of the file. */
    String key(LocalDate day, String period) {
      return (seasonal ? season(day) : "") + "/" + (period == null ? "" : period);
    }
  }

  static String season(LocalDate day) {
    return day.getMonthValue() >= 5 && day.getMonthValue() <= 9 ? "summer" : "rest";
  }

  /** The version in force on a day. */
  int version(LocalDate day) {
    int index = 0;
    while (index + 1 < versions.size() && !versions.get(index + 1).from().isAfter(day)) {
      index++;
    }
    return index;
  }

  /** The time of use at a minute of a local day, null without. */
  String period(Version version, LocalDate day, int minute) {
    if (version.schedules().isEmpty()) {
      return null;
    }
    List<Window> windows = version.schedules().stream().filter(each -> each.days().contains("all")
        || each.days().contains(dayWord(version, day))).findFirst().orElseThrow().windows();
    int last = windows.size() - 1;
    while (windows.get(last).from() > minute) {
      last--;
    }
    return windows.get(last).period();
  }

  private String dayWord(Version version, LocalDate day) {
    boolean named = version.schedules().stream().anyMatch(each -> each.days().contains("holiday"));
    if (holidays.contains(day)) {
      return named ? "holiday" : "weekend";
    }
    boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    return weekend && !worked.contains(day) ? "weekend" : "weekday";
  }

  /** First day of the tier period a day belongs to. */
  LocalDate tierStart(LocalDate day) {
    return switch (tiers.period()) {
      case "year" -> day.withDayOfYear(1);
      case "season" -> season(day).equals("summer") ? LocalDate.of(day.getYear(), 5, 1)
          : LocalDate.of(day.getMonthValue() < 5 ? day.getYear() - 1 : day.getYear(), 10, 1);
      default -> LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / tiers.every() * tiers.every() + 1, 1);
    };
  }
}
