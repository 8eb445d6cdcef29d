package io.paywatt.ledger.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.anomaly.AnomalyRules;
import io.paywatt.ledger.anomaly.Outages;
import io.paywatt.ledger.command.CommandDesk;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventIntakeTest {
  private static MeteringHouse house;
  private static EventIntake intake;
  private Home home;
  private Instant now;

  @BeforeAll
  static void open() {
    house = new MeteringHouse("event_intake");
    AnomalyRules rules = AnomalyRules.load(Path.of("..", "config", "anomalies.yaml"));
    intake = new EventIntake(house.store, new CommandDesk(house.store), rules, new Outages(house.store, rules));
  }

  @BeforeEach
  void home() {
    home = house.home("flat", 0);
    now = house.store.now();
  }

  private MeterEvent event(String kind) {
    return new MeterEvent(home.serial(), 1L, now, kind, "{\"phase\":1}");
  }

  private List<String> alerts() {
    return house.texts("SELECT JSON_VALUE(payload, '$.kind') FROM outbox WHERE JSON_VALUE(payload, '$.meterId') = ?",
        home.meterId());
  }

  @Test
  void an_event_delivered_twice_alerts_once() {
    assertThat(intake.store(List.of(event("power-failure")))).isEqualTo(new IntakeResult(1, 0, 0));
    assertThat(intake.store(List.of(event("power-failure")))).isEqualTo(new IntakeResult(0, 1, 0));
    assertThat(alerts()).containsExactly("alert-power-failure");
  }

  @Test
  void an_event_nobody_has_to_know_of_is_stored_only() {
    intake.store(List.of(event("firmware-updated")));
    assertThat(house.number("SELECT COUNT(*) FROM meter_event WHERE meter_id = ?", home.meterId())).isEqualTo(1);
    assertThat(alerts()).isEmpty();
  }

  @Test
  void an_alert_carries_what_the_meter_measured_and_nothing_else_of_the_detail() {
    intake.store(List.of(new MeterEvent(home.serial(), 1L, now, "over-voltage", "{\"voltageV\":262.4,\"phase\":1}")));
    assertThat(house.texts("SELECT JSON_EXTRACT(payload, '$.params') FROM outbox WHERE JSON_VALUE(payload, '$.meterId') = ?",
        home.meterId())).singleElement().asString().contains("\"voltageV\": 262.4").contains("\"at\"").doesNotContain("phase");
  }

  @Test
  void an_event_that_can_not_be_stored_does_not_stop_the_others() {
    assertThat(intake.store(List.of(event("x".repeat(49)), new MeterEvent("nobody", null, now, "overload", null),
        new MeterEvent(home.serial(), null, Instant.MAX, "overload", null), event("overload"))))
        .isEqualTo(new IntakeResult(1, 0, 3));
    assertThat(alerts()).containsExactly("alert-overload");
  }

  @Test
  void presence_is_that_of_the_last_message_and_only_the_meter_itself_was_seen() {
    intake.presence(List.of(new MeterPresence(home.serial(), false, now), new MeterPresence("nobody", true, now)));
    assertThat(house.time("SELECT last_seen FROM meter_state WHERE meter_id = ?", home.meterId())).isNull();
    intake.presence(List.of(new MeterPresence(home.serial(), false, now), new MeterPresence(home.serial(), true, now)));
    assertThat(house.number("SELECT online FROM meter_state WHERE meter_id = ?", home.meterId())).isEqualTo(1);
    assertThat(house.time("SELECT last_seen FROM meter_state WHERE meter_id = ?", home.meterId())).isNotNull();
  }
}
