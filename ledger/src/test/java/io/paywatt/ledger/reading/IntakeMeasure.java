package io.paywatt.ledger.reading;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.anomaly.AnomalyRules;
import io.paywatt.ledger.command.CommandDesk;

/**
 * Measures, by hand, what the rules of anomalies cost the intake: {@code java -cp ... IntakeMeasure 60}, batches of 500
 * readings of healthy meters, with and without rules in turn.
 */
final class IntakeMeasure {
  private static final int BATCH = 500;

  private IntakeMeasure() {}

  public static void main(String[] arguments) {
    int rounds = Integer.parseInt(arguments[0]);
    MeteringHouse house = new MeteringHouse("intake_measure");
    List<Home> homes = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      homes.add(house.home("flat", 0));
    }
    CommandDesk desk = new CommandDesk(house.store);
    ReadingRules rules = ReadingRules.defaults(MeteringHouse.ZONE);
    ReadingIntake plain = new ReadingIntake(house.store, desk, rules);
    ReadingIntake watched = new ReadingIntake(house.store, desk, rules,
        AnomalyRules.load(Path.of("..", "config", "anomalies.yaml")));
    Instant now = house.store.now();
    long[] nanos = new long[2];
    for (int round = 0; round < 2 * rounds; round++) {
      now = now.plus(Duration.ofMinutes(1));
      house.clock.set(now);
      List<Reading> batch = batch(homes, now, round);
      long began = System.nanoTime();
      (round % 2 == 0 ? plain : watched).store(batch);
      if (round >= rounds / 2) {
        nanos[round % 2] += System.nanoTime() - began; // the first quarter warms up
      }
    }
    int counted = 3 * rounds / 4;
    System.out.printf("readings a second: %d without rules, %d with rules%n",
        (long) counted * BATCH * 1_000_000_000L / nanos[0], (long) counted * BATCH * 1_000_000_000L / nanos[1]);
    System.exit(0);
  }

  private static List<Reading> batch(List<Home> homes, Instant at, int round) {
    return homes.stream().map(home -> new Reading(home.serial(), (long) round, at, 1000 + 14L * round, Relay.CLOSED, null,
        840, List.of(new BigDecimal("229.8")), List.of(new BigDecimal("3.610")))).toList();
  }
}
