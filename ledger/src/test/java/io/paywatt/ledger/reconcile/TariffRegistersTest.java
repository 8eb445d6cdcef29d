package io.paywatt.ledger.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.meter.MeterChanges;
import io.paywatt.ledger.meter.Replacement;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingRules;
import io.paywatt.ledger.tariff.TariffBook;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Meters that count their times of use themselves are billed by what they counted. */
class TariffRegistersTest {
  private static final Instant START = Instant.parse("2026-12-28T01:02:00Z");
  private static final int RATE_MINUTES = 240;
  private static final Instant EVENING = Instant.parse("2026-12-28T12:00:00Z");
  private static final CreditDesk CREDIT = new CreditDesk(
      new CreditRules(List.of(), 0, Duration.ofDays(1), null, null, MeteringHouse.ZONE));
  private static final ReconcileRules RULES = new ReconcileRules(100_000, 2, 7);

  private static MeteringHouse house;
  private static ReadingIntake intake;
  private static TariffBook tariffs;

  /** @param wh tariff registers: peak, valley and one that stands still */
  private record Point(Instant at, List<Long> wh) {
    long total() {
      return wh.stream().mapToLong(Long::longValue).sum();
    }

    /** Rates change at it; all others lie on the line. */
    boolean isKnee() {
      return Duration.between(START, at).toMinutes() % RATE_MINUTES == 0;
    }
  }

  @BeforeContainer
  static void open() throws IOException {
    house = new MeteringHouse("tariff_registers");
    house.clock.set(Instant.parse("2027-06-01T00:00:00Z"));
    intake = new ReadingIntake(house.store, new CommandDesk(house.store), ReadingRules.defaults(MeteringHouse.ZONE));
    Path folder = Files.createTempDirectory(Path.of("target"), "tariffs-");
    Files.writeString(folder.resolve("counted.yaml"), """
        code: counted
        name: {zh: 分时, en: Counted}
        currency: CNY
        versions:
          - validFrom: 2020-01-01
            tiers: {period: year, upTo: [30, 90]}
            registers: {1.8.1: peak, 1.8.2: valley}
            timeOfUse: [{period: peak, from: "08:00", to: "22:00"}, {period: valley, from: "22:00", to: "08:00"}]
            pricePerKWh: {peak: [1, 2, 3], valley: ["0.1", "0.2", "0.3"]}
        """);
    tariffs = TariffBook.load(folder, MeteringHouse.ZONE, house.store);
  }

  @Property(tries = 8)
  void the_same_history_costs_the_same(@ForAll long seed) {
    Random random = new Random(seed);
    int multiplier = 1 + random.nextInt(2) * 19;
    List<Point> dense = history(random);
    List<Point> sparse = dense.stream().filter(Point::isKnee).toList();
    List<Home> homes = Stream.generate(() -> home(multiplier)).limit(4).toList();
    store(homes.get(0), sparse);
    inManyRuns(homes.get(1), sparse, random);
    inManyRuns(homes.get(2), dense, random);
    inAnyOrder(homes.get(3), dense, random);
    reconciler().run();
    for (Home home : homes) {
      assertThat(house.balance(home)).isNegative().isEqualTo(house.balance(homes.get(0))).isEqualTo(house.posted(home))
          .isEqualTo(-house.number("SELECT SUM(amount) FROM charge_line WHERE meter_id = ?", home.meterId()));
      assertThat(byPeriod(home)).isEqualTo(List.of("peak " + last(dense).wh().get(0) * multiplier,
          "valley " + last(dense).wh().get(1) * multiplier));
      assertThat(recalculated(home)).isEmpty();
    }
  }

  @Example
  void registers_that_do_not_add_up_leave_the_straight_line() {
    Home home = home(1);
    store(home, List.of(new Point(EVENING, List.of(0L, 0L, 0L))));
    say(home, EVENING.plusSeconds(4 * 3600), 4_000, List.of(0L, 3_000L, 0L));
    reconciler().run();
    assertThat(byPeriod(home)).containsExactly("peak 2000", "valley 2000");
  }

  @Example
  void a_reading_without_registers_leaves_the_straight_line_on_both_sides() {
    Home home = home(1);
    store(home, List.of(new Point(EVENING, List.of(0L, 0L, 0L))));
    say(home, EVENING.plusSeconds(4 * 3600), 4_000, List.of());
    reconciler().run();
    say(home, EVENING.plusSeconds(8 * 3600), 8_000, List.of(8_000L, 0L, 0L));
    say(home, EVENING.plusSeconds(9 * 3600), 9_000, List.of(9_000L, 0L, 0L));
    reconciler().run();
    assertThat(byPeriod(home)).containsExactly("peak 3000", "valley 6000");
    assertThat(recalculated(home)).isEmpty();
  }

  @Example
  void what_a_new_device_counts_does_not_follow_from_the_old_one() {
    Home home = home(1);
    store(home, List.of(new Point(EVENING, List.of(500L, 500L, 0L))));
    reconciler().run();
    new MeterChanges(house.store).record(home.serial(), new Replacement(EVENING.plusSeconds(3600), 2_000L, home.serial() + "N", 0L,
        null, null), "clerk");
    Home now = new Home(home.accountId(), home.meterId(), home.serial() + "N");
    // above the registers of the old device by 100 and 900
    say(now, EVENING.plusSeconds(2 * 3600), 1_000, List.of(600L, 1_400L, 0L));
    say(now, EVENING.plusSeconds(3 * 3600), 2_000, List.of(1_600L, 1_400L, 0L));
    reconciler().run();
    assertThat(byPeriod(home)).containsExactly("peak 4000");
    assertThat(recalculated(home)).isEmpty();
  }

  @Example
  void a_register_that_is_out_of_all_reason_holds_nothing_up() {
    Home home = home(20);
    store(home, List.of(new Point(EVENING, List.of(0L, 0L, 0L))));
    say(home, EVENING.plusSeconds(3600), 1_000, List.of(Long.MAX_VALUE, Long.MAX_VALUE, 5L));
    reconciler().run();
    assertThat(byPeriod(home)).containsExactly("peak 20000");
  }

  /** Two days, at two rates for four hours at a time: of the peak and of the valley. Some points lie in between. */
  private static List<Point> history(Random random) {
    List<Point> points = new ArrayList<>(List.of(new Point(START, List.of(0L, 0L, 0L))));
    long[] wh = new long[2];
    int[] rate = new int[2];
    for (int minute = 1; minute <= 2880; minute++) {
      if (minute % RATE_MINUTES == 1) {
        rate[0] = random.nextInt(40);
        rate[1] = random.nextInt(40);
      }
      int hour = ZonedDateTime.ofInstant(START.plusSeconds(60L * (minute - 1)), MeteringHouse.ZONE).getHour();
      int period = hour >= 8 && hour < 22 ? 0 : 1;
      wh[period] += rate[period];
      if (minute % RATE_MINUTES == 0 || random.nextInt(200) == 0) {
        points.add(new Point(START.plusSeconds(60L * minute), List.of(wh[0], wh[1], 0L)));
      }
    }
    return points;
  }

  private static Point last(List<Point> points) {
    return points.get(points.size() - 1);
  }

  private static Home home(int multiplier) {
    return house.meter(house.home("counted", 0).accountId(), multiplier, 1_000_000_000L);
  }

  private static Reconciler reconciler() {
    return new Reconciler(house.store, tariffs, CREDIT, RULES);
  }

  private static void say(Home home, Instant at, long wh, List<Long> tariffWh) {
    intake.store(List.of(new Reading(home.serial(), null, at, wh, null, null, null, List.of(), List.of(), tariffWh, null, null,
        Set.of())));
  }

  private static void store(Home home, List<Point> points) {
    points.forEach(point -> say(home, point.at(), point.total(), point.wh()));
  }

  private static void inManyRuns(Home home, List<Point> points, Random random) {
    for (Point point : points) {
      store(home, List.of(point));
      if (random.nextInt(6) == 0) {
        reconciler().run();
      }
    }
  }

  /** In any order, as long as the bill has not gone beyond them. */
  private static void inAnyOrder(Home home, List<Point> points, Random random) {
    List<Point> left = new ArrayList<>(points);
    while (!left.isEmpty()) {
      List<Point> some = new ArrayList<>(left.subList(0, 1 + random.nextInt(left.size())));
      left = left.subList(some.size(), left.size());
      Collections.shuffle(some, random);
      store(home, some);
      reconciler().run();
    }
  }

  private static List<String> byPeriod(Home home) {
    return house.texts("SELECT CONCAT(period, ' ', SUM(energy_wh)) FROM charge_line WHERE meter_id = ? GROUP BY period"
        + " ORDER BY period", home.meterId());
  }

  /** Accounts for which the tariff as it is comes to something else. */
  private static List<Recalculated> recalculated(Home home) {
    List<Recalculated> told = new ArrayList<>();
    new Recalculation(house.store, tariffs, CREDIT, RULES).run("counted", LocalDate.of(2020, 1, 1),
        house.texts("SELECT number FROM account WHERE id = ?", home.accountId()).get(0), false, "test", told::add);
    return told.stream().filter(Recalculated::isOfNote).toList();
  }
}
