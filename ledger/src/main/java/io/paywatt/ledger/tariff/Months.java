package io.paywatt.ledger.tariff;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The months a run touches, with what is charged beside energy. A run charges the difference between a month as it is and as
 * it was, so the sum over all runs is that of the month.
 */
final class Months {
  /** Purchases look back so many months for the last one. */
  private static final int MONTHS_BACK = 24;

  private final Tariff tariff;
  private final Household household;
  private final TierUsage usage;
  private final TreeMap<LocalDate, Month> months = new TreeMap<>();

  /** One month. @param parts one for each version in force, in the order of time */
  static final class Month {
    final LocalDate start;
    final List<MonthPart> parts = new ArrayList<>();
    private long fromMillis = Long.MAX_VALUE;
    private long toMillis = Long.MIN_VALUE;

    Month(LocalDate start) {
      this.start = start;
    }

    MonthPart part(TariffVersion version) {
      return parts.stream().filter(part -> part.version == version).findFirst().orElseThrow();
    }

    private void touch(long from, long to) {
      fromMillis = Math.min(fromMillis, from);
      toMillis = Math.max(toMillis, to);
    }
  }

  Months(Tariff tariff, Household household, TierUsage usage) {
    this.tariff = tariff;
    this.household = household;
    this.usage = usage;
  }

  /** Time passes within a day: charges fall due as days and months begin, a minimum when a month ends. */
  void pass(Day day, long from, long to) {
    Month month = month(day.monthStart());
    month.touch(from, to);
    if (from == to) {
      return;
    }
    if (from == day.fromMillis()) {
      begin(month.part(day.version()), day);
    }
    if (to == day.toMillis() && day.lastOfMonth()) {
      month.part(day.version()).mark(MonthPart.ENDED, 1);
    }
  }

  void energy(Day day, int tier, long energyWh, long amount) {
    MonthPart part = month(day.monthStart()).part(day.version());
    part.add(MonthPart.WH + tier - 1, energyWh);
    part.add(MonthPart.ENERGY, amount);
  }

  /** A purchase: the charges that fell due since the last one come with it when the account holds energy. */
  void purchase(Instant at, long tendered) {
    Day day = tariff.spanAt(at.toEpochMilli()).day();
    if (tariff.holdsEnergy()) {
      collect(day.date());
    }
    Month month = month(day.monthStart());
    month.touch(at.toEpochMilli(), at.toEpochMilli());
    month.part(day.version()).add(MonthPart.TENDERED, tendered);
    month.part(day.version()).add(MonthPart.PURCHASES, 1);
  }

  private void collect(LocalDate today) {
    LocalDate first = lastCollected(today);
    for (LocalDate date = first == null ? today : first.plusDays(1); !date.isAfter(today); date = date.plusDays(1)) {
      if (tariff.on(date).isPresent()) {
        Day day = day(date);
        Month month = month(day.monthStart());
        month.touch(day.fromMillis(), day.fromMillis());
        begin(month.part(day.version()), day);
      }
    }
    Day day = day(today);
    Month month = month(day.monthStart());
    if (month.parts.stream().noneMatch(part -> part.isMarked(MonthPart.BEGUN, 1))) {
      month.part(day.version()).mark(MonthPart.BEGUN, 1);
    }
  }

  /** The last day whose charges were collected, null when there is none in sight. */
  private LocalDate lastCollected(LocalDate today) {
    LocalDate start = tariff.head().month().start(today);
    for (int i = 0; i < MONTHS_BACK; i++) {
      long days = month(start).parts.stream().mapToLong(part -> part.now()[MonthPart.DAYS]).reduce(0, (a, b) -> a | b);
      if (days != 0) {
        return start.plusDays(63L - Long.numberOfLeadingZeros(days));
      }
      start = tariff.head().month().start(start.minusDays(1));
    }
    return null;
  }

  private Day day(LocalDate date) {
    return tariff.spanAt(date.atStartOfDay(tariff.zone()).toInstant().toEpochMilli()).day();
  }

  private static void begin(MonthPart part, Day day) {
    part.mark(MonthPart.DAYS, 1L << ChronoUnit.DAYS.between(day.monthStart(), day.date()));
    if (day.date().equals(day.monthStart())) {
      part.mark(MonthPart.BEGUN, 1);
    }
  }

  private Month month(LocalDate start) {
    return months.computeIfAbsent(start, first -> {
      Month month = new Month(first);
      LocalDate last = tariff.head().month().next(first).minusDays(1);
      tariff.between(first, last).forEach(version -> month.parts.add(new MonthPart(version, first, usage)));
      return month;
    });
  }

  /** The months in their order. */
  List<Month> all() {
    return List.copyOf(months.values());
  }

  /** Nano units of every item, for each part of the month. @param now or before this run */
  List<long[]> cost(Month month, boolean now, boolean rounded) {
    return new MonthCost(tariff.head(), household, rounded).of(month.parts,
        month.parts.stream().map(part -> now ? part.now() : part.before()).toList());
  }

  /** As a bill shows it. @param energy what each version's energy of this run comes to when its lines are rounded */
  List<long[]> billed(Month month, Map<TariffVersion, Long> energy) {
    return new MonthCost(tariff.head(), household, true).of(month.parts, month.parts.stream().map(part -> {
      long[] state = part.now();
      state[MonthPart.ENERGY] = part.before()[MonthPart.ENERGY] + energy.getOrDefault(part.version, 0L);
      return state;
    }).toList());
  }

  /** What this run changed beside energy. @param included taxes inside prices, otherwise all others */
  List<ChargeLine> lines(boolean included) {
    List<ChargeLine> lines = new ArrayList<>();
    for (Month month : months.values()) {
      List<long[]> now = cost(month, true, false);
      List<long[]> before = cost(month, false, false);
      for (int i = 0; i < month.parts.size(); i++) {
        TariffVersion version = month.parts.get(i).version;
        for (int place = 1; place < version.extras().items(); place++) {
          long change = now.get(i)[place] - before.get(i)[place];
          if (change != 0 && version.extras().isInside(place) == included) {
            lines.add(line(month, version, place, change));
          }
        }
      }
    }
    return lines;
  }

  private static ChargeLine line(Month month, TariffVersion version, int place, long amount) {
    Extras extras = version.extras();
    long price = extras.isShare(place) ? extras.share(place).onePrice() : 0;
    return new ChargeLine(Instant.ofEpochMilli(month.fromMillis), Instant.ofEpochMilli(month.toMillis),
        extras.kind(place), extras.name(place), 0, version.code(), version.validFrom(), 0, null, price, amount);
  }
}
