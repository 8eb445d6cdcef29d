package io.paywatt.ledger.reconcile;

import static io.paywatt.ledger.MeteringHouse.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingRules;
import io.paywatt.ledger.tariff.TariffBook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
  private static final long FLAT = 600_000;
  private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

  private static MeteringHouse house;
  private static ReadingIntake intake;
  private static TariffBook tariffs;
  private Home home;

  @BeforeAll
  static void open() {
    house = new MeteringHouse("reconciler");
    house.clock.set(NOON.plus(Duration.ofDays(1)));
    intake = new ReadingIntake(house.store, new CommandDesk(house.store), ReadingRules.defaults(MeteringHouse.ZONE));
    tariffs = TariffBook.load(Path.of("../config/tariffs"), MeteringHouse.ZONE, house.store);
  }

  @BeforeEach
  void home() {
    home = house.home("flat", 0);
  }

  private static Reconciler reconciler(ReconcileRules rules) {
    CreditDesk credit = new CreditDesk(new CreditRules(List.of(), 0, Duration.ofDays(2), null, null, MeteringHouse.ZONE));
    return new Reconciler(house.store, tariffs, credit, rules);
  }

  private static ReconcileResult run() {
    return reconciler(ReconcileRules.defaults()).run();
  }

  private void read(int minute, long wh) {
    intake.store(List.of(reading(home, NOON.plus(Duration.ofMinutes(minute)), wh)));
  }

  private void assertCharged(long wh) {
    assertThat(house.balance(home)).isEqualTo(-wh * FLAT).isEqualTo(house.posted(home));
  }

  private List<String> reasons() {
    return house.texts("SELECT reason FROM reading_quarantine WHERE serial = ? ORDER BY id", home.serial());
  }

  @Test
  void consumption_is_charged_once_however_often_it_runs() {
    house.billed(home, 1000, NOON);
    read(30, 1200);
    read(60, 1500);
    assertThat(run()).isEqualTo(new ReconcileResult(1, 2, 500, 0, 0));
    assertThat(run()).isEqualTo(new ReconcileResult(0, 0, 0, 0, 0));
    assertCharged(500);
    assertThat(house.texts("SELECT entry_key FROM journal_entry WHERE entry_key LIKE ?", "consumption:" + home.meterId() + ":%"))
        .containsExactly("consumption:" + home.meterId() + ":" + NOON.plus(Duration.ofMinutes(60)).toEpochMilli());
  }

  @Test
  void energy_before_the_first_reading_is_charged_when_it_was_read() {
    read(0, 7000);
    run();
    assertCharged(7000);
    assertThat(house.number("SELECT COUNT(*) FROM charge_line WHERE meter_id = ? AND from_at = to_at", home.meterId()))
        .isEqualTo(1);
  }

  @Test
  void no_consumption_moves_the_bill_without_an_entry() {
    house.billed(home, 1000, NOON);
    read(30, 1000);
    assertThat(run().meters()).isEqualTo(1);
    assertThat(house.number("SELECT COUNT(*) FROM posting p JOIN ledger_account l ON l.id = p.ledger_account_id"
        + " WHERE l.account_id = ?", home.accountId())).isZero();
    assertThat(house.time("SELECT billed_at FROM meter_billing WHERE meter_id = ?", home.meterId())).hasToString("2026-11-23T04:30");
  }

  @Test
  void the_multiplier_counts_every_unit_of_the_register() {
    home = house.meter(home.accountId(), 40, 1_000_000_000L);
    house.billed(home, 10, NOON);
    read(60, 13);
    run();
    assertCharged(120);
  }

  @Test
  void a_full_register_starts_again_at_zero() {
    house.billed(home, 999_999_000L, NOON);
    read(60, 500);
    assertThat(run().energyWh()).isEqualTo(1500);
    assertCharged(1500);
  }

  @Test
  void a_falling_register_is_kept_aside_and_the_next_one_goes_on_from_the_last_sound_one() {
    house.billed(home, 50_000, NOON);
    read(10, 49_000);
    read(20, 50_100);
    assertThat(run()).isEqualTo(new ReconcileResult(1, 2, 100, 1, 0));
    assertThat(reasons()).containsExactly("falling");
    assertThat(house.texts("SELECT state FROM reading WHERE meter_id = ? ORDER BY at", home.meterId()))
        .containsExactly("quarantined", "accepted");
    assertCharged(100);
  }

  @Test
  void a_register_that_jumps_impossibly_is_kept_aside() {
    house.billed(home, 0, NOON);
    read(60, 200_001);
    read(61, 200);
    run();
    assertThat(reasons()).containsExactly("jump");
    assertCharged(200);
  }

  @Test
  void a_wrap_that_would_need_impossible_power_is_falling() {
    house.billed(home, 950_000_000L, NOON);
    read(60, 500);
    run();
    assertThat(reasons()).containsExactly("falling");
    assertCharged(0);
  }

  @Test
  void a_late_reading_is_stored_but_changes_no_bill() {
    house.billed(home, 1000, NOON);
    read(60, 1600);
    run();
    read(30, 1100);
    assertThat(run().readings()).isZero();
    assertCharged(600);
    read(90, 1700);
    run();
    assertCharged(700);
  }

  @Test
  void a_meter_that_can_not_be_billed_waits_and_the_others_go_on() {
    Home lost = house.home("no-such-tariff", 0);
    house.billed(lost, 0, NOON);
    house.billed(home, 0, NOON);
    intake.store(List.of(reading(lost, NOON.plusSeconds(60), 10), reading(home, NOON.plusSeconds(60), 10)));
    assertThat(run()).isEqualTo(new ReconcileResult(1, 2, 10, 0, 1));
    assertThat(run().skipped()).isEqualTo(1);
    assertCharged(10);
    assertThat(house.balance(lost)).isZero();
    assertThat(house.number("SELECT COUNT(*) FROM failed_message WHERE route_id = 'reconcile'"
        + " AND JSON_VALUE(headers, '$.meter') = ?", lost.serial())).isEqualTo(1);
    house.sql("UPDATE account SET tariff = 'flat' WHERE id = ?", lost.accountId());
    run();
    assertThat(house.balance(lost)).isEqualTo(-10 * FLAT);
  }

  @Test
  void slices_bounded_in_meters_and_readings_bill_everything() {
    List<Home> homes = new ArrayList<>();
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Home each = house.home("flat", 0);
      house.billed(each, 0, NOON);
      homes.add(each);
      for (int m = 1; m <= 5; m++) {
        readings.add(reading(each, NOON.plusSeconds(60L * m), 10L * m));
      }
    }
    intake.store(readings);
    assertThat(reconciler(new ReconcileRules(100_000, 3, 4)).run().energyWh()).isEqualTo(350);
    homes.forEach(each -> assertThat(house.balance(each)).isEqualTo(-50 * FLAT).isEqualTo(house.posted(each)));
  }

  @Test
  void several_reconcilers_at_once_charge_each_meter_once() {
    List<Home> homes = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      homes.add(house.home("flat", 0));
      house.billed(homes.get(i), 0, NOON);
    }
    for (int round = 1; round <= 3; round++) {
      long wh = 100L * round;
      Instant at = NOON.plus(Duration.ofMinutes(round));
      intake.store(homes.stream().map(each -> reading(each, at, wh)).toList());
      List<CompletableFuture<ReconcileResult>> nodes = new ArrayList<>();
      for (int node = 0; node < 4; node++) {
        nodes.add(CompletableFuture.supplyAsync(() -> reconciler(new ReconcileRules(100_000, 7, 50, 2, Duration.ofDays(35))).run()));
      }
      assertThat(nodes.stream().mapToLong(each -> each.join().energyWh()).sum()).isEqualTo(6000);
    }
    homes.forEach(each -> assertThat(house.balance(each)).isEqualTo(-300 * FLAT).isEqualTo(house.posted(each)));
  }

  @Test
  void a_slice_that_fails_leaves_nothing_behind_and_is_billed_by_the_next_run() {
    house.billed(home, 0, NOON);
    read(60, 90);
    house.sql("RENAME TABLE charge_line TO charge_line_away");
    try {
      assertThatThrownBy(ReconcilerTest::run).hasStackTraceContaining("charge_line' doesn't exist");
    } finally {
      house.sql("RENAME TABLE charge_line_away TO charge_line");
    }
    assertCharged(0);
    assertThat(run().energyWh()).isEqualTo(90);
    assertCharged(90);
  }

  @Test
  void readings_that_come_while_bills_are_made_are_billed_as_well() {
    List<Home> homes = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      homes.add(house.home("flat", 0));
      house.billed(homes.get(i), 0, NOON);
    }
    CompletableFuture<Void> meters = CompletableFuture.runAsync(() -> {
      for (int i = 1; i <= 60; i++) {
        long wh = 10L * i;
        Instant at = NOON.plusSeconds(i);
        intake.store(homes.stream().map(each -> reading(each, at, wh)).toList());
      }
    });
    long charged = 0;
    while (!meters.isDone()) {
      charged += reconciler(new ReconcileRules(100_000, 11, 50)).run().energyWh();
    }
    meters.join();
    charged += run().energyWh();
    assertThat(charged).isEqualTo(30 * 600);
    homes.forEach(each -> assertThat(house.balance(each)).isEqualTo(-600 * FLAT).isEqualTo(house.posted(each)));
  }
}
