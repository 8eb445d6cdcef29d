package io.paywatt.ledger.reading;

import static io.paywatt.ledger.MeteringHouse.reading;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.command.CommandDesk;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadingIntakeTest {
  private static MeteringHouse house;
  private static ReadingIntake intake;
  private Instant now;
  private Home home;

  @BeforeAll
  static void open() {
    house = new MeteringHouse("reading_intake");
    intake = new ReadingIntake(house.store, new CommandDesk(house.store), ReadingRules.defaults(MeteringHouse.ZONE));
  }

  @BeforeEach
  void home() {
    now = house.store.now();
    home = house.home("flat", 0);
  }

  private long stored() {
    return house.number("SELECT COUNT(*) FROM reading WHERE meter_id = ?", home.meterId());
  }

  private List<String> reasons(String serial) {
    return house.texts("SELECT reason FROM reading_quarantine WHERE serial = ? ORDER BY id", serial);
  }

  @Test
  void the_same_batch_twice_is_stored_once() {
    List<Reading> batch = List.of(reading(home, now.minusSeconds(60), 100), reading(home, now, 110));
    assertThat(intake.store(batch)).isEqualTo(new IntakeResult(2, 0, 0));
    assertThat(intake.store(batch)).isEqualTo(new IntakeResult(0, 2, 0));
    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void a_large_batch_is_stored_whole_once_and_each_meter_ends_with_its_newest() {
    List<Home> homes = Stream.generate(() -> house.home("flat", 0)).limit(30).toList();
    List<Reading> batch = IntStream.range(0, 600).mapToObj(i ->
        reading(homes.get(i % 30), now.minusSeconds(60 * (20 - i / 30)), 100 + i / 30)).toList();
    assertThat(intake.store(batch)).isEqualTo(new IntakeResult(600, 0, 0));
    assertThat(intake.store(batch)).isEqualTo(new IntakeResult(0, 600, 0));
    assertThat(homes).allSatisfy(each -> assertThat(house.number(
        "SELECT register_wh FROM meter_state WHERE meter_id = ?", each.meterId())).isEqualTo(119));
  }

  @Test
  void reordered_readings_leave_the_state_at_the_newest_time() {
    intake.store(List.of(reading(home, now, 110), reading(home, now.minusSeconds(60), 100)));
    intake.store(List.of(reading(home, now.minusSeconds(30), 105)));
    assertThat(stored()).isEqualTo(3);
    assertThat(house.number("SELECT register_wh FROM meter_state WHERE meter_id = ?", home.meterId())).isEqualTo(110);
  }

  @Test
  void another_register_at_the_same_time_is_a_conflict_and_the_first_stays() {
    intake.store(List.of(reading(home, now, 110)));
    assertThat(intake.store(List.of(reading(home, now, 111)))).isEqualTo(new IntakeResult(0, 0, 1));
    assertThat(reasons(home.serial())).containsExactly("conflict");
    assertThat(house.number("SELECT energy_wh FROM reading WHERE meter_id = ?", home.meterId())).isEqualTo(110);
  }

  @Test
  void a_conflict_inside_one_batch_is_found_as_well() {
    assertThat(intake.store(List.of(reading(home, now, 110), reading(home, now, 111), reading(home, now, 110))))
        .isEqualTo(new IntakeResult(1, 1, 1));
  }

  @Test
  void a_time_in_the_future_is_kept_aside() {
    intake.store(List.of(reading(home, now.plusSeconds(301), 100), reading(home, now.plusSeconds(300), 90)));
    assertThat(reasons(home.serial())).containsExactly("future");
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void a_meter_that_lost_its_clock_is_kept_aside() {
    intake.store(List.of(reading(home, Instant.EPOCH, 100), reading(home, Instant.parse("2000-01-01T00:00:00Z"), 100)));
    assertThat(reasons(home.serial())).containsExactly("past", "past");
    assertThat(stored()).isZero();
  }

  @Test
  void a_negative_register_and_one_beyond_the_range_are_kept_aside() {
    intake.store(List.of(reading(home, now, -1), reading(home, now, 1_000_000_000L), reading(home, now, 999_999_999L)));
    assertThat(reasons(home.serial())).containsExactly("negative", "negative");
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void an_unknown_serial_is_kept_aside_and_told_once_a_day() {
    String serial = "X" + home.serial();
    intake.store(List.of(reading(serial, now, 1, null), reading(serial, now.plusSeconds(1), 2, null)));
    intake.store(List.of(reading(serial, now.plusSeconds(2), 3, null), reading(home, now, 5)));
    assertThat(reasons(serial)).containsExactly("unknown-meter", "unknown-meter", "unknown-meter");
    assertThat(house.number("SELECT COUNT(*) FROM outbox WHERE effect_key LIKE ?", "unknown-meter:" + serial + ":%"))
        .isEqualTo(1);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void times_no_database_can_hold_do_not_stop_the_batch() {
    intake.store(List.of(reading(home, Instant.MAX.minusSeconds(1), 1), reading(home, Instant.MIN, 1), reading(home, now, 1)));
    assertThat(reasons(home.serial())).containsExactly("future", "past");
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void a_bad_reading_delivered_again_is_kept_once() {
    intake.store(List.of(reading(home, now, -1)));
    intake.store(List.of(reading(home, now, -1)));
    assertThat(reasons(home.serial())).containsExactly("negative");
  }

  @Test
  void a_reading_opens_the_bill_only_when_it_is_newer_than_the_bill() {
    house.billed(home, 100, now.minusSeconds(60));
    intake.store(List.of(reading(home, now.minusSeconds(120), 90)));
    assertThat(unbilled()).isZero();
    intake.store(List.of(reading(home, now, 120)));
    assertThat(unbilled()).isEqualTo(1);
  }

  private long unbilled() {
    return house.number("SELECT has_unbilled FROM meter_billing WHERE meter_id = ?", home.meterId());
  }

  @Test
  void the_reported_relay_is_that_of_the_newest_reading_that_names_one() {
    intake.store(List.of(reading(home.serial(), now.minusSeconds(60), 1, Relay.OPEN), reading(home, now, 1)));
    intake.store(List.of(reading(home.serial(), now.minusSeconds(90), 1, Relay.CLOSED)));
    assertThat(house.texts("SELECT relay_reported FROM meter_state WHERE meter_id = ?", home.meterId()))
        .containsExactly("open");
  }

  @Test
  void batches_in_any_order_on_several_threads_store_each_reading_once() {
    List<Home> homes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      homes.add(house.home("flat", 0));
    }
    List<Reading> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      for (Home each : homes) {
        all.add(reading(each, now.minus(Duration.ofMinutes(i)), 1000 - i));
      }
    }
    long before = house.number("SELECT COUNT(*) FROM reading");
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      List<Reading> mine = new ArrayList<>(all);
      Collections.shuffle(mine, new Random(t));
      threads.add(CompletableFuture.runAsync(() -> {
        for (int i = 0; i < mine.size(); i += 100) {
          intake.store(mine.subList(i, i + 100));
        }
      }));
    }
    threads.forEach(CompletableFuture::join);
    assertThat(house.number("SELECT COUNT(*) FROM reading") - before).isEqualTo(all.size());
    assertThat(house.number("SELECT MIN(register_wh) FROM meter_state WHERE meter_id = ?", homes.get(7).meterId()))
        .isEqualTo(1000);
  }
}
