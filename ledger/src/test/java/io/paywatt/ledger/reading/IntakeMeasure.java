package io.paywatt.ledger.reading;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.anomaly.AnomalyRules;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;

/**
 * Measures, by hand, what the intake costs: {@code java -cp ... IntakeMeasure 100}, batches of 1000 readings in turns of a
 * bare insert, healthy meters without and with rules of anomalies, and meters that all have an anomaly. CPU time is told, which
 * says more than rates do on a machine that others use.
 */
final class IntakeMeasure {
  private static final int BATCH = 1000;

  /** What is done with a batch. */
  private interface Side {
    void take(List<Reading> batch);
  }

  /** Nanoseconds of CPU. */
  private record Cpu(long database, long java, long wall) {
    static Cpu now() {
      return new Cpu(ProcessHandle.current().descendants().flatMap(each -> each.info().totalCpuDuration().stream())
          .mapToLong(Duration::toNanos).sum(), ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime(), System.nanoTime());
    }

    Cpu plus(Cpu from, Cpu to) {
      return new Cpu(database + to.database - from.database, java + to.java - from.java, wall + to.wall - from.wall);
    }
  }

  private IntakeMeasure() {}

  public static void main(String[] arguments) {
    int rounds = Integer.parseInt(arguments[0]);
    MeteringHouse house = new MeteringHouse("intake_measure");
    house.sql("CREATE TABLE bare (meter_id BIGINT NOT NULL, at DATETIME(3) NOT NULL, energy_wh BIGINT NOT NULL, seq BIGINT,"
        + " relay VARCHAR(6), power_w INT, received_at DATETIME(3) NOT NULL, PRIMARY KEY (meter_id, at))");
    CommandDesk desk = new CommandDesk(house.store);
    ReadingRules rules = ReadingRules.defaults(MeteringHouse.ZONE);
    ReadingIntake plain = new ReadingIntake(house.store, desk, rules);
    ReadingIntake watched = new ReadingIntake(house.store, desk, rules,
        AnomalyRules.load(Path.of("..", "config", "anomalies.yaml")));
    Map<String, Side> sides = new LinkedHashMap<>();
    sides.put("bare insert", batch -> bare(house.store, batch));
    sides.put("without rules", plain::store);
    sides.put("with rules", watched::store);
    sides.put("all with an anomaly", watched::store);
    List<List<Home>> homes = new ArrayList<>();
    for (int side = 0; side < sides.size(); side++) {
      homes.add(homes(house));
    }
    List<Cpu> spent = new ArrayList<>(sides.keySet().stream().map(name -> new Cpu(0, 0, 0)).toList());
    for (int round = 0; round < rounds; round++) {
      house.clock.set(house.store.now().plus(Duration.ofMinutes(1)));
      int side = 0;
      for (Side each : sides.values()) {
        List<Reading> batch = batch(homes.get(side), house.store.now(), round, side == 3 ? "241.5" : "229.8");
        Cpu before = Cpu.now();
        each.take(batch);
        if (round >= rounds / 3) { // the first third warms up
          spent.set(side, spent.get(side).plus(before, Cpu.now()));
        }
        side++;
      }
    }
    int counted = BATCH * (rounds - rounds / 3);
    List<String> names = List.copyOf(sides.keySet());
    for (int side = 0; side < names.size(); side++) {
      Cpu cpu = spent.get(side);
      System.out.printf("%-20s %6.1f us database, %6.1f us Java, %6d readings a second%n", names.get(side),
          cpu.database / 1e3 / counted, cpu.java / 1e3 / counted, counted * 1_000_000_000L / cpu.wall);
    }
    System.exit(0);
  }

  private static void bare(Store store, List<Reading> batch) {
    store.inTransaction(handle -> {
      Bulk.execute(handle, "INSERT INTO bare (meter_id, at, energy_wh, seq, relay, power_w, received_at)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)", batch.stream().map(each -> new Object[] {Long.parseLong(each.serial().replaceAll("\\D", "")),
              Store.utc(each.at()), each.energyWh(), each.seq(), "closed", each.powerW(), Store.utc(store.now())}).toList());
      return null;
    });
  }

  private static List<Home> homes(MeteringHouse house) {
    List<Home> homes = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      homes.add(house.home("flat", 0));
    }
    return homes;
  }

  private static List<Reading> batch(List<Home> homes, Instant at, int round, String volts) {
    return homes.stream().map(home -> new Reading(home.serial(), (long) round, at, 1000 + 14L * round, Relay.CLOSED, null,
        840, List.of(new BigDecimal(volts)), List.of(new BigDecimal("3.610")))).toList();
  }
}
