package io.paywatt.ledger.tariff;

import java.time.LocalDate;

/**
 * What a month has so far under one version: the numbers its charges and taxes are functions of. They are kept from run to
 * run as counts of the account.
 */
final class MonthPart {
  /** A bit for each day of the month that was begun. */
  static final int DAYS = 0;
  /** 1 when the month was begun. */
  static final int BEGUN = 1;
  /** 1 when the month has ended. */
  static final int ENDED = 2;
  /** Nano units of energy. */
  static final int ENERGY = 3;
  /** Nano units tendered for purchases. */
  static final int TENDERED = 4;
  /** Number of purchases. */
  static final int PURCHASES = 5;
  /** Wh of the first tier; those of the others follow. */
  static final int WH = 6;
  private static final String[] NAMES = {"days", "begun", "ended", "energy", "tendered", "purchases"};

  final TariffVersion version;
  final LocalDate monthStart;
  private final TierUsage usage;
  private final Count[] counts;
  private final long[] before;

  MonthPart(TariffVersion version, LocalDate monthStart, TierUsage usage) {
    this.version = version;
    this.monthStart = monthStart;
    this.usage = usage;
    this.counts = new Count[WH + version.tierCount()];
    for (int i = 0; i < counts.length; i++) {
      String name = i < WH ? NAMES[i] : "tier " + (i - WH + 1);
      counts[i] = new Count(version.code(), monthStart, version.validFrom(), name);
    }
    this.before = now();
  }

  void add(int what, long value) {
    usage.add(counts[what], value);
  }

  /** Marks days or flags; those that are marked stay so. */
  void mark(int what, long bits) {
    usage.set(counts[what], usage.count(counts[what]) | bits);
  }

  boolean isMarked(int what, long bit) {
    return (usage.count(counts[what]) & bit) != 0;
  }

  /** As it was before this run. */
  long[] before() {
    return before;
  }

  /** As it is. */
  long[] now() {
    long[] now = new long[counts.length];
    for (int i = 0; i < now.length; i++) {
      now[i] = usage.count(counts[i]);
    }
    return now;
  }

  /** The highest tier with energy, 0 without any. @param state of the part */
  static int tier(long[] state) {
    int last = state.length - 1;
    while (last >= WH && state[last] == 0) {
      last--;
    }
    return last - WH + 1;
  }

  /** Wh of all tiers. @param state of the part */
  static long wh(long[] state) {
    long sum = 0;
    for (int i = WH; i < state.length; i++) {
      sum += state[i];
    }
    return sum;
  }
}
