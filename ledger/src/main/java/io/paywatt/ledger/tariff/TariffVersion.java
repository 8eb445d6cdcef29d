package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.util.List;

/**
 * What energy costs from a day on, until the next version.
 *
 * @param code         of the tariff
 * @param validFrom    first day, in the tariff's zone
 * @param tierPeriod   when tiers start again, or null without tiers
 * @param tierLimitsWh upper limits of all tiers but the last, rising; empty without tiers
 * @param windows      the day by time of use, in order of their start, without gap; empty without time of use
 * @param prices       nano units a Wh, by time-of-use period (row of {@code periods}) and tier
 * @param periods      names of the time-of-use periods in the order of {@code prices}; empty without time of use
 */
public record TariffVersion(String code, LocalDate validFrom, TierPeriod tierPeriod, List<Long> tierLimitsWh,
    List<Window> windows, List<String> periods, List<List<Long>> prices) {

  /** Part of a day. @param fromMinute start in minutes of the local day; it lasts until the next window starts */
  public record Window(int fromMinute, String period) {}

  /** What the version says, in a form that neither comments nor layout of the file change. */
  String canonical() {
    return "%s %s tiers=%s%s windows=%s prices=%s%s".formatted(code, validFrom,
        tierPeriod == null ? "" : tierPeriod.word(), tierLimitsWh,
        windows.stream().map(w -> w.fromMinute() + ":" + w.period()).toList(), periods, prices);
  }

  /** Number of tiers, at least one. */
  public int tiers() {
    return tierLimitsWh.size() + 1;
  }

  /** Nano units a Wh. @param period null without time of use @param tier from 1 */
  public long price(String period, int tier) {
    return prices.get(period == null ? 0 : periods.indexOf(period)).get(tier - 1);
  }
}
