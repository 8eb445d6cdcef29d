package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Upper limits of all tiers but the last.
 *
 * @param period   when tiers start again
 * @param limits   by season, rising; Wh, or mWh a day with {@code perDay}
 * @param perDay   limits are times the days of the period
 * @param byPeople other limits for larger households, by rising number of people
 * @param purchase whether energy counts when it is bought, not when it is used
 */
record Tiers(TierPeriod period, List<List<Long>> limits, boolean perDay, List<People> byPeople, boolean purchase) {
  private static final long MILLI_WH = 1000;

  /** @param from at least so many people */
  record People(int from, List<List<Long>> limits) {}

  int count() {
    return limits.get(0).size() + 1;
  }

  /** Wh. @param season row @param start first day of the tier period */
  List<Long> limitsWh(int season, Household household, LocalDate start) {
    if (!household.tierLimitsWh().isEmpty()) {
      return household.tierLimitsWh();
    }
    List<Long> own = limits.get(season);
    for (People people : byPeople) {
      own = household.people() >= people.from() ? people.limits().get(season) : own;
    }
    if (!perDay) {
      return own;
    }
    long days = ChronoUnit.DAYS.between(start, period.next(start));
    return own.stream().map(limit -> limit * days / MILLI_WH).toList();
  }
}
