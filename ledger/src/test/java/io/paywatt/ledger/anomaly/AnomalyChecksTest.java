package io.paywatt.ledger.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.command.CommandReply;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.store.Store;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnomalyChecksTest {
  private static final long YUAN = 1_000_000_000L;
  private static AnomalyHouse house;
  private Home home;

  @BeforeAll static void open() {
    house = new AnomalyHouse("anomaly_checks");
  }

  @BeforeEach void home() {
    house.clear();
    home = house.house.home("flat", 50 * YUAN);
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      house.pass(Duration.ofMinutes(5));
      house.checks.run();
    }
  }

  @Test void a_meter_without_a_word_for_hours_is_silent_until_it_speaks() {
    Home other = house.house.home("flat", 0);
    house.volts(home, "230");
    house.pass(Duration.ofHours(7));
    house.volts(other, "230");
    look(3);
    assertThat(house.of(home)).containsExactly("silent-meter open");
    assertThat(house.told(home)).containsExactly("alert-silent-meter");
    house.volts(home, "230");
    look(1);
    assertThat(house.of(home)).containsExactly("silent-meter closed");
    assertThat(house.of(other)).isEmpty();
  }

  @Test void when_no_meter_is_heard_it_is_the_hub_that_is_deaf() {
    house.volts(home, "230");
    house.pass(Duration.ofHours(7));
    look(3);
    assertThat(house.of(home)).isEmpty();
  }

  @Test void many_silent_meters_of_one_site_are_an_outage() {
    List<Home> many = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      many.add(house.house.home("flat", 0));
    }
    many.forEach(each -> house.volts(each, "230"));
    house.pass(Duration.ofHours(7));
    house.volts(home, "230");
    look(2);
    assertThat(house.house.texts("SELECT CONCAT(kind, ' ', state) FROM anomaly")).containsExactly("site-outage open");
    many.forEach(each -> house.volts(each, "230"));
    look(1);
    assertThat(house.house.texts("SELECT CONCAT(kind, ' ', state) FROM anomaly")).containsExactly("site-outage closed");
  }

  @Test void a_meter_that_shows_another_balance_is_told_that_of_the_ledger_once() {
    house.balance(home, 4_800);
    look(1);
    assertThat(house.of(home)).isEmpty();
    look(2);
    assertThat(house.of(home)).containsExactly("balance-mismatch open");
    List<OutgoingCommand> sent = house.commands.claimDue(5);
    assertThat(sent).extracting(OutgoingCommand::json).containsExactly("{\"balance\":5000,\"currency\":\"CNY\"}");
    house.commands.reply(List.of(new CommandReply(home.serial(), sent.get(0).id(), "done", null, null, 5_000L, null, "{}")));
    look(1);
    assertThat(house.of(home)).containsExactly("balance-mismatch closed");
    assertThat(house.commands.get(sent.get(0).id()).state()).isEqualTo("proven");
  }

  @Test void wh_that_a_meter_shows_are_not_compared_with_money() {
    house.house.store.inTransaction(handle -> handle.execute("INSERT INTO energy_balance (account_id, wh)"
        + " SELECT account_id, 1000 FROM meter WHERE serial = ?", home.serial()));
    house.balance(home, 4_800);
    look(3);
    assertThat(house.of(home)).isEmpty();
  }

  @Test void a_meter_that_does_not_learn_is_not_told_again_in_the_same_episode() {
    house.balance(home, 4_800);
    look(3);
    OutgoingCommand sync = house.commands.claimDue(5).get(0);
    house.commands.reply(List.of(new CommandReply(home.serial(), sync.id(), "done", null, null, 4_800L, null, "{}")));
    look(5);
    assertThat(house.house.number("SELECT COUNT(*) FROM command")).isEqualTo(1);
    assertThat(house.of(home)).containsExactly("balance-mismatch open");
  }

  @Test void a_large_difference_is_for_a_person() {
    house.balance(home, 50_000);
    look(2);
    assertThat(house.house.number("SELECT COUNT(*) FROM command")).isZero();
    assertThat(house.house.texts("SELECT CONCAT(route_id, ' ', step_id) FROM failed_message"))
        .containsExactly("anomaly-check balance");
  }

  @Test void a_credit_on_its_way_is_waited_for() {
    house.balance(home, 1_000);
    house.house.store.inTransaction(handle -> {
      house.commands.enqueue(handle, "credit:payment:1", home.meterId(), "credit", "{\"amount\":4000}",
          house.now().plusSeconds(86_400), house.now());
      return null;
    });
    look(5);
    assertThat(house.of(home)).isEmpty();
  }

  @Test void what_the_meter_does_not_say_again_for_a_day_is_over() {
    house.event(home, "cover-open");
    house.pass(Duration.ofHours(23));
    house.event(home, "cover-open");
    house.pass(Duration.ofHours(23));
    house.checks.run();
    assertThat(house.of(home)).containsExactly("cover-open open");
    house.pass(Duration.ofHours(2));
    house.checks.run();
    assertThat(house.of(home)).containsExactly("cover-open closed");
    house.event(home, "cover-open");
    assertThat(house.of(home)).containsExactly("cover-open closed", "cover-open open");
    assertThat(house.told(home)).containsExactly("alert-cover-open", "alert-cover-open");
  }

  @Test void a_base_load_that_has_jumped_for_three_nights_is_a_leak_until_it_is_gone() {
    LocalDate first = LocalDate.of(2026, 12, 1);
    long register = 0;
    for (int night = 0; night < 12; night++) {
      long watts = night < 6 ? 60 : night < 10 ? 400 : 70;
      Instant two = first.plusDays(night).atTime(2, 0).atZone(MeteringHouse.ZONE).toInstant();
      house.house.clock.set(two.plus(Duration.ofHours(2)));
      house.readings.store(List.of(reading(two, register), reading(two.plus(Duration.ofHours(2)), register + 2 * watts)));
      register += 10 * watts;
      house.checks.night();
      house.checks.night();
      assertThat(house.of(home)).as("night %s", night).isEqualTo(night < 8 ? List.of()
          : List.of(night < 10 ? "night-leak open" : "night-leak closed"));
    }
    assertThat(house.told(home)).containsExactly("alert-night-leak", "alert-ended");
    assertThat(house.house.time("SELECT since FROM anomaly WHERE kind = 'night-leak'"))
        .isEqualTo(Store.utc(first.plusDays(6).atTime(2, 0).atZone(MeteringHouse.ZONE).toInstant()));
  }

  private Reading reading(Instant at, long energyWh) {
    return MeteringHouse.reading(home, at, energyWh);
  }
}
