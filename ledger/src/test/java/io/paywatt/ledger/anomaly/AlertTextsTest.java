package io.paywatt.ledger.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.outbox.OutboxDesk;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.Relay;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** From what a meter says, or does not say, to the words administrators get. */
class AlertTextsTest {
  private static final long YUAN = 1_000_000_000L;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static AnomalyHouse house;
  private static OutboxDesk outbox;

  /** The rules that are delivered, but told of everything. */
  @BeforeAll static void open(@TempDir Path folder) throws IOException {
    Path rules = Files.writeString(folder.resolve("anomalies.yaml"),
        Files.readString(AnomalyHouse.RULES).replaceAll("tell: (none|start)", "tell: both"));
    house = new AnomalyHouse("alert_texts", rules);
    outbox = new OutboxDesk(house.house.store, house.commands,
        EffectsHouse.notices(house.house.store, List.of("13900000001")));
  }

  @FunctionalInterface
  private interface Trouble {
    void of(Home home);
  }

  @TestFactory Stream<DynamicTest> administrators_hear_of_every_kind_in_words_that_lack_nothing() {
    Map<AnomalyKind, Trouble> troubles = troubles();
    assertThat(troubles.keySet()).as("every kind").containsExactly(AnomalyKind.values());
    return troubles.entrySet().stream().map(each -> DynamicTest.dynamicTest(each.getKey().word(), () -> {
      house.clear();
      house.house.sql("DELETE FROM notice");
      Home home = house.house.home("flat", 50 * YUAN);
      each.getValue().of(home);
      house.pass(Duration.ofMinutes(2));
      outbox.dispatch();
      List<String> texts = house.house.texts("SELECT text FROM notice WHERE kind = ? AND recipient = '13900000001'",
          "alert-" + each.getKey().word());
      assertThat(texts).singleElement().asString().doesNotContainPattern("(^|[ ,(])-([ ,.:)]|$)");
      assertThat(texts.get(0)).contains(each.getKey() == AnomalyKind.SITE_OUTAGE ? "South campus" : home.serial());
    }));
  }

  private static Map<AnomalyKind, Trouble> troubles() {
    Map<AnomalyKind, Trouble> troubles = new EnumMap<>(AnomalyKind.class);
    troubles.put(AnomalyKind.OVER_VOLTAGE, home -> volts(1, home, "265"));
    troubles.put(AnomalyKind.UNDER_VOLTAGE, home -> volts(8, home, "150", "152", "149"));
    troubles.put(AnomalyKind.OVERLOAD, home -> power(home, Relay.CLOSED, 61_000));
    troubles.put(AnomalyKind.PHASE_LOSS, home -> volts(8, home, "231", "12", "229"));
    troubles.put(AnomalyKind.BROKEN_NEUTRAL, home -> volts(1, home, "255", "180", "230"));
    troubles.put(AnomalyKind.REVERSE_POWER, home -> power(home, Relay.CLOSED, -400));
    troubles.put(AnomalyKind.RELAY_STUCK, home -> power(home, Relay.OPEN, 700));
    troubles.put(AnomalyKind.IMPOSSIBLE_CONSUMPTION, home -> {
      house.power(home, Relay.CLOSED, 1000, null);
      house.pass(MINUTE);
      house.power(home, Relay.CLOSED, 10_000, null);
    });
    troubles.put(AnomalyKind.CLOCK_DRIFT, AlertTextsTest::clockAhead);
    troubles.put(AnomalyKind.COVER_OPEN, home -> house.event(home, "cover-open"));
    troubles.put(AnomalyKind.RELAY_FAULT, home -> house.event(home, "relay-fault"));
    troubles.put(AnomalyKind.WRONG_TOPIC, home -> house.event(home, "wrong-topic", "{\"topic\":\"paywatt/M2/reading\"}"));
    troubles.put(AnomalyKind.POWER_FAILURE, home -> house.event(home, "power-failure"));
    troubles.put(AnomalyKind.SILENT_METER, AlertTextsTest::silence);
    troubles.put(AnomalyKind.NIGHT_LEAK, AlertTextsTest::nights);
    troubles.put(AnomalyKind.BALANCE_MISMATCH, home -> {
      house.balance(home, 4_800);
      look(3);
    });
    troubles.put(AnomalyKind.SITE_OUTAGE, home -> {
      List<Home> all = new ArrayList<>(List.of(home));
      Stream.generate(() -> house.house.home("flat", 0)).limit(6).forEach(all::add);
      house.online(true, all);
      house.online(false, all);
    });
    return troubles;
  }

  private static void volts(int minutes, Home home, String... volts) {
    for (int i = 0; i < minutes; i++) {
      house.pass(MINUTE);
      house.volts(home, volts);
    }
  }

  private static void power(Home home, Relay relay, int watts) {
    for (int i = 0; i <= 12; i++) {
      house.pass(MINUTE);
      house.power(home, relay, 1, watts);
    }
  }

  private static void clockAhead(Home home) {
    for (int i = 0; i < 3; i++) {
      house.pass(Duration.ofMinutes(6));
      house.readings.store(List.of(new Reading(home.serial(), null, house.now().plusSeconds(900), i, null, null, null,
          List.of(), List.of())));
    }
  }

  private static void silence(Home home) {
    Home other = house.house.home("flat", 0);
    house.volts(home, "230");
    house.pass(Duration.ofHours(7));
    house.volts(other, "230");
    look(3);
  }

  private static void look(int times) {
    for (int i = 0; i < times; i++) {
      house.pass(Duration.ofMinutes(5));
      house.checks.run();
    }
  }

  private static void nights(Home home) {
    LocalDate first = LocalDate.ofInstant(house.now(), MeteringHouse.ZONE).plusDays(1);
    long register = 0;
    for (int night = 0; night < 9; night++) {
      int watts = night < 6 ? 60 : 400;
      Instant two = first.plusDays(night).atTime(2, 0).atZone(MeteringHouse.ZONE).toInstant();
      house.pass(Duration.between(house.now(), two.plus(Duration.ofHours(2))));
      house.readings.store(List.of(MeteringHouse.reading(home, two, register),
          MeteringHouse.reading(home, two.plus(Duration.ofHours(2)), register + 2L * watts)));
      register += 10L * watts;
      house.checks.night();
    }
  }
}
