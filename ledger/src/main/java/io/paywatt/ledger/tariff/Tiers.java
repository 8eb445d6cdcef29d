package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * Upper limits of all tiers but the last.
 *
 * @param period   when tiers start again
 * @param limits   by season, rising; Wh, or mWh a day with {@code perDay}
 * @param perDay   limits are added up over the days of the period
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

  /** Wh. @param seasons of the version @param day whose season counts, unless limits are a day's @param start of the period */
  List<Long> limitsWh(Seasons seasons, LocalDate day, Household household, LocalDate start) {
    if (!household.tierLimitsWh().isEmpty()) {
      return household.tierLimitsWh();
    }
    List<List<Long>> own = limits;
    for (People people : byPeople) {
      own = household.people() >= people.from() ? people.limits() : own;
    }
    if (!perDay && times == Times.NOTHING) {
      return own.get(seasons.of(day));
    }
    List<Long> milliWh = perDay ? ofDays(own, seasons, start)
        : own.get(seasons.of(day)).stream().map(limit -> limit * MILLI_WH).toList();
    return milliWh.stream().map(limit -> times.of(limit / MILLI_WH, household)).toList();
  }

  /** mWh of a whole period: each of its days has what its season gives. */
  private List<Long> ofDays(List<List<Long>> bySeason, Seasons seasons, LocalDate start) {
    LocalDate end = period.next(start);
    if (bySeason.stream().distinct().count() == 1) {
      return bySeason.get(0).stream().map(limit -> limit * ChronoUnit.DAYS.between(start, end)).toList();
    }
    long[] sums = new long[count() - 1];
    for (LocalDate day = start; day.isBefore(end); day = day.plusDays(1)) {
      List<Long> limitsOfDay = bySeason.get(seasons.of(day));
      for (int tier = 0; tier < sums.length; tier++) {
        sums[tier] += limitsOfDay.get(tier);
      }
    }
    return Arrays.stream(sums).boxed().toList();
  }
}
