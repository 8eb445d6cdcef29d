package io.paywatt.ledger.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** However the work is cut, and however many readings lie on the line: the same energy, the same cost. */
class PricerProperties {
  private static final ZoneId[] ZONES = {ZoneId.of("Asia/Shanghai"), ZoneId.of("Europe/Berlin"), ZoneId.of("Africa/Nairobi")};
  /** Milliseconds, seconds, minutes, hours. */
  private static final long[] SCALES = {1, 1000, 60_000, 3_600_000};
  private static final Instant START = Instant.parse("2025-11-01T03:17:23.451Z");

  private record Point(Instant at, long wh) {}

  /** A tariff with random versions, tiers and windows, and a history that may rest, crawl or jump. */
  record Case(Tariff tariff, List<Point> history, long seed) {}

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.longs().map(seed -> {
      Random random = new Random(seed);
      ZoneId zone = ZONES[random.nextInt(ZONES.length)];
      List<TariffVersion> versions = new ArrayList<>(List.of(version(random, LocalDate.of(2020, 1, 1))));
      for (int i = random.nextInt(3); i > 0; i--) {
        versions.add(version(random, LocalDate.of(2025, 11, 1).plusDays(random.nextInt(90))));
      }
      return new Case(TestTariffs.tariff(zone, versions), history(random), seed);
    });
  }

  private static TariffVersion version(Random random, LocalDate from) {
    List<Long> limits = new ArrayList<>();
    for (long limit = 0, n = random.nextInt(3); n > 0; n--) {
      limits.add(limit += 1 + random.nextInt(40_000));
    }
    TierPeriod period = limits.isEmpty() ? null : TierPeriod.MONTH;
    List<String> periods = new ArrayList<>();
    List<Schedule.Window> windows = new ArrayList<>();
    if (random.nextBoolean()) {
      TreeSet<Integer> minutes = new TreeSet<>(List.of(0));
      for (int n = random.nextInt(14); n > 0; n--) {
        minutes.add(random.nextInt(24 * 60));
      }
      periods.addAll(List.of("p0", "p1", "p2"));
      minutes.forEach(minute -> windows.add(new Schedule.Window(minute, "p" + random.nextInt(3))));
    }
    List<List<Long>> prices = new ArrayList<>();
    for (int row = 0; row < Math.max(1, periods.size()); row++) {
      prices.add(random.longs(limits.size() + 1, 0, 2_000_000).boxed().toList());
    }
    return TestTariffs.version(from, period, limits, windows, periods, prices);
  }

  private static List<Point> history(Random random) {
    List<Point> points = new ArrayList<>(List.of(new Point(START, random.nextInt(1000))));
    for (int n = 2 + random.nextInt(12); n > 0; n--) {
      Point last = points.get(points.size() - 1);
      // time and rise share a factor, so that the line has points of whole milliseconds and Wh
      long factor = 1 + random.nextInt(60);
      long step = factor * (1 + random.nextLong(10L * SCALES[random.nextInt(SCALES.length)]));
      long rise = random.nextInt(4) == 0 ? 0 : factor * random.nextInt(400);
      points.add(new Point(last.at().plusMillis(step), last.wh() + rise));
    }
    return points;
  }

  private static void add(Pricer pricer, Point from, Point to) {
    pricer.add(from.at(), to.at(), to.wh() - from.wh());
  }

  private static long cost(List<ChargeLine> lines) {
    return lines.stream().mapToLong(ChargeLine::amount).sum();
  }

  private static long inOneRun(Tariff tariff, List<Point> history) {
    Pricer pricer = new Pricer(tariff, new TierUsage(Map.of()));
    for (int i = 1; i < history.size(); i++) {
      add(pricer, history.get(i - 1), history.get(i));
    }
    assertThat(pricer.lines().stream().mapToLong(ChargeLine::energyWh).sum())
        .isEqualTo(history.get(history.size() - 1).wh() - history.get(0).wh());
    return cost(pricer.lines());
  }

  @Property(tries = 400)
  void the_cost_does_not_depend_on_the_number_of_runs(@ForAll("cases") Case any) {
    Random random = new Random(any.seed() + 1);
    TierUsage usage = new TierUsage(Map.of());
    long cost = 0;
    for (int i = 1; i < any.history().size(); ) {
      Pricer run = new Pricer(any.tariff(), usage);
      for (int n = 1 + random.nextInt(4); n > 0 && i < any.history().size(); n--, i++) {
        add(run, any.history().get(i - 1), any.history().get(i));
      }
      cost += cost(run.lines());
    }
    assertThat(cost).isEqualTo(inOneRun(any.tariff(), any.history()));
  }

  @Property(tries = 400)
  void further_readings_on_the_line_change_nothing(@ForAll("cases") Case any) {
    Random random = new Random(any.seed() + 2);
    List<Point> denser = new ArrayList<>(List.of(any.history().get(0)));
    for (int i = 1; i < any.history().size(); i++) {
      denser.addAll(onTheLine(any.history().get(i - 1), any.history().get(i), random));
      denser.add(any.history().get(i));
    }
    assertThat(inOneRun(any.tariff(), denser)).isEqualTo(inOneRun(any.tariff(), any.history()));
  }

  /** Points of the line with whole milliseconds and whole Wh: at multiples of its parts per greatest common divisor. */
  private static List<Point> onTheLine(Point from, Point to, Random random) {
    long millis = to.at().toEpochMilli() - from.at().toEpochMilli();
    long rise = to.wh() - from.wh();
    long parts = rise == 0 ? millis : BigInteger.valueOf(millis).gcd(BigInteger.valueOf(rise)).longValue();
    TreeSet<Long> chosen = new TreeSet<>();
    for (int n = 0; n < 3 && parts > 1; n++) {
      chosen.add(1 + random.nextLong(parts - 1));
    }
    return chosen.stream().map(k -> new Point(from.at().plusMillis(millis / parts * k), from.wh() + rise / parts * k)).toList();
  }
}
