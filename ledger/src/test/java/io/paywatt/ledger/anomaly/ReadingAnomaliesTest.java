package io.paywatt.ledger.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.ledger.user.Scope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadingAnomaliesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static AnomalyHouse house;
  private Home home;

  @BeforeAll static void open() {
    house = new AnomalyHouse("reading_anomalies");
  }

  @BeforeEach void home() {
    home = house.house.home("flat", 0);
  }

  private void volts(int minutes, String... volts) {
    for (int i = 0; i < minutes; i++) {
      house.pass(MINUTE);
      house.volts(home, volts);
    }
  }

  @Test void voltage_that_stays_too_high_is_told_once_and_closed_when_it_is_back_for_long_enough() {
    volts(3, "229.0", "241.2", "230");
    assertThat(house.of(home)).isEmpty();
    volts(20, "229.0", "241.2", "230");
    volts(3, "234");
    volts(9, "241.2");
    assertThat(house.of(home)).containsExactly("over-voltage open");
    assertThat(house.told(home)).containsExactly("alert-over-voltage");
    volts(5, "230");
    assertThat(house.of(home)).containsExactly("over-voltage open");
    volts(1, "230");
    assertThat(house.of(home)).containsExactly("over-voltage closed");
    AnomalyView seen = house.anomalies.list(new Anomalies.Filter(null, null, home.serial(), null), 5, null, Scope.EVERY).items().get(0);
    assertThat(seen.worst()).isEqualByComparingTo("241.2");
    assertThat(house.anomalies.get(seen.id()).steps()).extracting(AnomalyView.Step::step)
        .containsExactly("began", "opened", "told", "closed");
  }

  @Test void dangerous_voltage_is_told_at_once() {
    volts(1, "265");
    assertThat(house.told(home)).containsExactly("alert-over-voltage");
  }

  @Test void all_readings_of_a_batch_are_looked_at_in_the_order_of_their_time() {
    house.pass(Duration.ofMinutes(10));
    List<Reading> batch = IntStream.of(0, 4, 2, 1, 3).mapToObj(minute -> new Reading(home.serial(), null,
        house.now().minus(Duration.ofMinutes(5 - minute)), 1, null, null, null,
        List.of(new BigDecimal(minute == 1 ? "220" : "240")), List.of())).toList();
    house.readings.store(batch);
    assertThat(house.of(home)).as("the good one in between begins the time anew").isEmpty();
    volts(1, "240");
    assertThat(house.of(home)).containsExactly("over-voltage open");
  }

  @Test void a_lost_phase_is_told_and_not_the_low_voltage_that_follows_from_it() {
    volts(8, "231", "12", "229");
    assertThat(house.of(home)).containsExactly("phase-loss open");
    volts(8, "231", "230", "229");
    assertThat(house.told(home)).containsExactly("alert-phase-loss", "alert-ended");
  }

  @Test void low_voltage_on_all_phases_is_no_lost_phase() {
    volts(8, "150", "152", "149");
    assertThat(house.of(home)).containsExactly("under-voltage open");
  }

  @Test void one_phase_up_and_another_down_is_a_broken_neutral() {
    volts(1, "255", "180", "230");
    assertThat(house.of(home)).containsExactly("broken-neutral open");
  }

  @Test void an_open_relay_through_which_power_flows_is_stuck_or_bypassed() {
    for (int i = 0; i <= 12; i++) {
      house.pass(MINUTE);
      house.power(home, Relay.OPEN, 1000, 700);
    }
    assertThat(house.of(home)).containsExactly("relay-stuck open");
  }

  @Test void an_open_relay_behind_which_the_register_rises_is_stuck_even_if_no_power_is_told() {
    for (int i = 0; i <= 4; i++) {
      house.pass(Duration.ofMinutes(15));
      house.power(home, Relay.OPEN, 1000 + i * 300L, null);
    }
    assertThat(house.of(home)).containsExactly("relay-stuck open");
  }

  @Test void what_was_used_before_the_relay_opened_is_no_bypass() {
    house.power(home, Relay.CLOSED, 1000, 2000);
    house.pass(Duration.ofMinutes(30));
    house.power(home, Relay.OPEN, 2000, 0);
    house.pass(Duration.ofMinutes(30));
    house.power(home, Relay.OPEN, 2000, 0);
    assertThat(house.of(home)).isEmpty();
  }

  @Test void overload_and_reverse_power_are_seen_in_the_power() {
    for (int i = 0; i <= 2; i++) {
      house.pass(MINUTE);
      house.power(home, Relay.CLOSED, 1, 61_000);
    }
    for (int i = 0; i <= 12; i++) {
      house.pass(MINUTE);
      house.power(home, Relay.CLOSED, 1, -400);
    }
    assertThat(house.of(home)).containsExactly("overload closed", "reverse-power open");
  }

  @Test void a_register_that_jumps_is_impossible_consumption_and_the_step_of_a_register_is_not() {
    house.power(home, Relay.CLOSED, 1000, null);
    house.pass(Duration.ofSeconds(2));
    house.power(home, Relay.CLOSED, 1100, null);
    assertThat(house.of(home)).isEmpty();
    house.pass(MINUTE);
    house.power(home, Relay.CLOSED, 10_000, null);
    assertThat(house.of(home)).containsExactly("impossible-consumption open");
  }

  @Test void a_clock_that_runs_ahead_is_told_although_its_readings_are_kept_aside() {
    for (int i = 0; i < 3; i++) {
      house.pass(Duration.ofMinutes(6));
      house.readings.store(List.of(new Reading(home.serial(), null, house.now().plusSeconds(900), i, null, null, null,
          List.of(), List.of())));
    }
    assertThat(house.of(home)).containsExactly("clock-drift open");
    assertThat(house.house.number("SELECT clock_drift_s FROM meter_state WHERE meter_id = ?", home.meterId()))
        .isEqualTo(900);
  }

  @Test void the_database_holds_that_one_is_open_a_meter_and_kind() {
    volts(1, "265");
    assertThatThrownBy(() -> house.house.sql("INSERT INTO anomaly (kind, site_id, meter_id,"
        + " since, opened_at, last_at) SELECT kind, site_id, meter_id, since, opened_at, last_at FROM anomaly"
        + " WHERE meter_id = ?", home.meterId())).hasMessageContaining("anomaly_once_a_meter");
  }
}
