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
 * @param times    what of the household the limits are multiplied by
 */
record Tiers(TierPeriod period, List<List<Long>> limits, boolean perDay, List<People> byPeople, boolean purchase,
    Times times) {
  private static final long MILLI_WH = 1000;
  private static final long W_PER_KW = 1000;

  /** What of the household limits are multiplied by; what is not known counts as one. */
  enum Times {
    NOTHING, KW, PEOPLE;

    private long of(long limit, Household household) {
      return switch (this) {
        case NOTHING -> limit;
        case KW -> household.loadW() == 0 ? limit : limit * household.loadW() / W_PER_KW;
        case PEOPLE -> limit * Math.max(1, household.people());
      };
    }
  }

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
    if (!perDay && times == Times.NOTHING) {
      return own;
    }
    long days = perDay ? ChronoUnit.DAYS.between(start, period.next(start)) : MILLI_WH;
    return own.stream().map(limit -> times.of(limit * days / MILLI_WH, household)).toList();
  }
}
