package io.paywatt.ledger.anomaly;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.reading.EventIntake;
import io.paywatt.ledger.reading.MeterEvent;
import io.paywatt.ledger.reading.MeterPresence;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingRules;
import io.paywatt.ledger.reading.Relay;

/** The house of metering with the rules that are delivered, and meters that say things. */
final class AnomalyHouse {
  static final Path RULES = Path.of("..", "config", "anomalies.yaml");

  final MeteringHouse house;
  final CommandDesk commands;
  final ReadingIntake readings;
  final EventIntake events;
  final AnomalyChecks checks;
  final Anomalies anomalies;
  private Instant now;

  AnomalyHouse(String schema) {
    this(schema, RULES);
  }

  AnomalyHouse(String schema, Path file) {
    house = new MeteringHouse(schema);
    now = house.store.now();
    AnomalyRules rules = AnomalyRules.load(file);
    Outages outages = new Outages(house.store, rules);
    commands = new CommandDesk(house.store);
    readings = new ReadingIntake(house.store, commands, ReadingRules.defaults(MeteringHouse.ZONE), rules);
    events = new EventIntake(house.store, commands, rules, outages);
    checks = new AnomalyChecks(house.store, rules, outages, commands, MeteringHouse.ZONE);
    anomalies = new Anomalies(house.store);
  }

  /** Forgets what was, and what a test did to the clock; the meters of before live somewhere else and have never spoken. */
  void clear() {
    house.clock.set(now);
    house.sql("DELETE FROM anomaly_step");
    house.sql("DELETE FROM anomaly_watch");
    house.sql("UPDATE anomaly SET outage_id = NULL");
    for (String table : List.of("anomaly", "outbox", "command", "failed_message", "energy_balance")) {
      house.sql("DELETE FROM " + table);
    }
    house.sql("UPDATE meter_state SET last_seen = NULL, meter_balance = NULL, offline_at = NULL");
    house.sql("INSERT IGNORE INTO site (id, name) VALUES (2, 'Elsewhere')");
    house.sql("INSERT IGNORE INTO room (id, site_id, name) VALUES (2, 2, '1')");
    house.sql("UPDATE account SET room_id = 2");
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
    house.clock.set(now);
  }

  void volts(Home home, String... volts) {
    say(home, new Reading(home.serial(), null, now, 1, Relay.CLOSED, null, 500,
        Arrays.stream(volts).map(BigDecimal::new).toList(), List.of()));
  }

  void power(Home home, Relay relay, long energyWh, Integer powerW) {
    say(home, new Reading(home.serial(), null, now, energyWh, relay, null, powerW, List.of(), List.of()));
  }

  void balance(Home home, long minor) {
    say(home, new Reading(home.serial(), null, now, 1, Relay.CLOSED, minor, null, List.of(), List.of()));
  }

  private void say(Home home, Reading reading) {
    readings.store(List.of(reading));
  }

  void event(Home home, String kind) {
    event(home, kind, null);
  }

  void event(Home home, String kind, String detail) {
    events.store(List.of(new MeterEvent(home.serial(), null, now, kind, detail)));
  }

  void online(boolean online, List<Home> homes) {
    events.presence(homes.stream().map(home -> new MeterPresence(home.serial(), online, now)).toList());
  }

  /** Kind and state of what a meter had, in order. */
  List<String> of(Home home) {
    return house.texts("SELECT CONCAT(kind, ' ', state) FROM anomaly WHERE meter_id = ? ORDER BY id", home.meterId());
  }

  /** Kinds of what administrators were told and nobody called back. */
  List<String> told(Home home) {
    return house.texts("SELECT JSON_VALUE(payload, '$.kind') FROM outbox WHERE JSON_VALUE(payload, '$.meterId') = ?"
        + " AND done_at IS NULL ORDER BY id", home.meterId());
  }
}
