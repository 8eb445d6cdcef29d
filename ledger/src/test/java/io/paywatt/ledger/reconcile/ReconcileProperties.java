package io.paywatt.ledger.reconcile;

import static io.paywatt.ledger.MeteringHouse.reading;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingRules;
import io.paywatt.ledger.tariff.TariffBook;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The same history costs the same to the last unit, in one run or in many, in any order, alone or with readings on its line. */
class ReconcileProperties {
  private static MeteringHouse house;
  private static ReadingIntake intake;
  private static Reconciler reconciler;

  /** @param wh register */
  private record Point(Instant at, long wh) {}

  @BeforeContainer
  static void open() {
    house = new MeteringHouse("reconcile_properties");
    house.clock.set(Instant.parse("2027-06-01T00:00:00Z"));
    intake = new ReadingIntake(house.store, new CommandDesk(house.store), ReadingRules.defaults(MeteringHouse.ZONE));
    reconciler = new Reconciler(house.store, TariffBook.load(Path.of("../config/tariffs"), MeteringHouse.ZONE, house.store),
        new CreditDesk(new CreditRules(List.of(1000L), 0, Duration.ofDays(1), null, null, MeteringHouse.ZONE)),
        new ReconcileRules(100_000, 2, 7));
  }

  @Property(tries = 25)
  void the_same_history_costs_the_same(@ForAll long seed) {
    Random random = new Random(seed);
    int multiplier = 1 + random.nextInt(3) * 19;
    List<Point> history = history(random);
    List<Home> homes = Stream.generate(() -> home(multiplier, history)).limit(4).toList();
    store(homes.get(0), history);
    inManyRuns(homes.get(1), history, random);
    inManyRuns(homes.get(2), withPointsOnTheLine(history, random), random);
    inAnyOrder(homes.get(3), withPointsOnTheLine(history, random), random);
    reconciler.run();
    long cost = house.balance(homes.get(0));
    assertThat(cost).isNegative();
    for (Home home : homes) {
      assertThat(house.balance(home)).isEqualTo(cost).isEqualTo(house.posted(home));
      assertThat(house.number("SELECT SUM(energy_wh) FROM charge_line WHERE meter_id = ?", home.meterId()))
          .isEqualTo((history.get(history.size() - 1).wh() - history.get(0).wh()) * multiplier);
      assertThat(-house.number("SELECT SUM(amount) FROM charge_line WHERE meter_id = ?", home.meterId())).isEqualTo(cost);
    }
  }

  private static Home home(int multiplier, List<Point> history) {
    Home home = house.meter(house.home("tiered-tou", 0).accountId(), multiplier, 1_000_000_000L);
    house.billed(home, history.get(0).wh(), history.get(0).at());
    return home;
  }

  /** Around the turn of the year, over several days, so that tiers start again and windows change. */
  private static List<Point> history(Random random) {
    List<Point> points = new ArrayList<>(List.of(new Point(Instant.parse("2026-12-28T01:02:03.004Z"), random.nextInt(500))));
    for (int n = 3 + random.nextInt(8); n > 0; n--) {
      Point last = points.get(points.size() - 1);
      long factor = 1 + random.nextInt(40);
      // at least a minute a step, so at most 1666 Wh at the 100 kW a meter is believed to measure
      long rise = 1 + random.nextInt(1600);
      points.add(new Point(last.at().plusMillis(factor * (60_000 + random.nextInt(2_000_000))), last.wh() + factor * rise));
    }
    return points;
  }

  private static void store(Home home, List<Point> points) {
    intake.store(points.stream().skip(1).map(point -> readingOf(home, point)).toList());
  }

  private static Reading readingOf(Home home, Point point) {
    return reading(home, point.at(), point.wh());
  }

  private static void inManyRuns(Home home, List<Point> points, Random random) {
    for (Point point : points.subList(1, points.size())) {
      intake.store(List.of(readingOf(home, point)));
      if (random.nextInt(3) == 0) {
        reconciler.run();
      }
    }
  }

  /** In any order, as long as the bill has not gone beyond them. */
  private static void inAnyOrder(Home home, List<Point> points, Random random) {
    List<Point> left = new ArrayList<>(points.subList(1, points.size()));
    while (!left.isEmpty()) {
      List<Point> some = new ArrayList<>(left.subList(0, 1 + random.nextInt(left.size())));
      left = left.subList(some.size(), left.size());
      Collections.shuffle(some, random);
      some.forEach(point -> intake.store(List.of(readingOf(home, point))));
      reconciler.run();
    }
  }

  private static List<Point> withPointsOnTheLine(List<Point> history, Random random) {
    List<Point> denser = new ArrayList<>(List.of(history.get(0)));
    for (int i = 1; i < history.size(); i++) {
      Point from = history.get(i - 1);
      Point to = history.get(i);
      long millis = to.at().toEpochMilli() - from.at().toEpochMilli();
      long rise = to.wh() - from.wh();
      long parts = BigInteger.valueOf(millis).gcd(BigInteger.valueOf(rise)).longValue();
      if (parts > 1) {
        long part = 1 + random.nextLong(parts - 1);
        denser.add(new Point(from.at().plusMillis(millis / parts * part), from.wh() + rise / parts * part));
      }
      denser.add(to);
    }
    return denser;
  }
}
