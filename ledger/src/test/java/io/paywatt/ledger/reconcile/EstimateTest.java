package io.paywatt.ledger.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.reading.Quality;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingRules;
import io.paywatt.ledger.tariff.TariffBook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EstimateTest {
  private static final long FLAT = 600_000;
  private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

  private static MeteringHouse house;
  private static ReadingIntake intake;
  private static Reconciler reconciler;
  private Home home;

  @BeforeAll
  static void open() {
    house = new MeteringHouse("estimates");
    house.clock.set(START.plus(Duration.ofDays(60)));
    intake = new ReadingIntake(house.store, new CommandDesk(house.store), ReadingRules.defaults(MeteringHouse.ZONE));
    reconciler = new Reconciler(house.store, TariffBook.load(Path.of("../config/tariffs"), MeteringHouse.ZONE, house.store),
        new CreditDesk(new CreditRules(List.of(), 0, Duration.ofDays(60), null, null, MeteringHouse.ZONE)),
        ReconcileRules.defaults());
  }

  @BeforeEach
  void home() {
    home = house.home("flat", 0);
    house.billed(home, 1000, START);
  }

  private void read(int day, long wh, boolean estimated) {
    intake.store(List.of(new Reading(home.serial(), null, START.plus(Duration.ofDays(day)), wh, null, null, null, List.of(),
        List.of(), List.of(), null, null, estimated ? Set.of(Quality.ESTIMATED) : Set.of())));
    reconciler.run();
  }

  private void assertCharged(long wh) {
    assertThat(house.balance(home)).isEqualTo(-wh * FLAT).isEqualTo(house.posted(home));
  }

  @Test
  void an_estimate_waits_while_a_measured_reading_is_not_long_ago() {
    read(20, 3000, true);
    assertCharged(0);
    read(21, 2500, false);
    assertCharged(1500);
  }

  @Test
  void an_estimate_is_billed_after_long_silence_and_corrected_by_the_next_measured_reading() {
    read(40, 3000, true);
    assertCharged(2000);
    read(41, 3200, false);
    assertCharged(2200);
  }

  @Test
  void what_was_estimated_too_much_is_not_billed_again() {
    read(40, 3000, true);
    read(41, 2600, false);
    assertCharged(2000);
    read(42, 2900, false);
    assertCharged(2000);
    read(43, 3100, false);
    assertCharged(2100);
    assertThat(house.texts("SELECT reason FROM reading_quarantine WHERE serial = ?", home.serial())).isEmpty();
  }

  @Test
  void a_register_below_what_was_measured_last_is_kept_aside_after_an_estimate_too() {
    read(40, 3000, true);
    read(41, 900, false);
    assertCharged(2000);
    assertThat(house.texts("SELECT reason FROM reading_quarantine WHERE serial = ?", home.serial())).containsExactly("falling");
  }

  @Test
  void an_estimate_is_never_a_reason_to_cut() {
    read(40, 3000, true);
    assertThat(house.texts("SELECT relay_wanted FROM meter_state WHERE meter_id = ?", home.meterId())).containsExactly("closed");
    reconciler.run();
    assertThat(house.texts("SELECT relay_wanted FROM meter_state WHERE meter_id = ?", home.meterId())).containsExactly("closed");
    read(41, 3200, false);
    assertThat(house.texts("SELECT relay_wanted FROM meter_state WHERE meter_id = ?", home.meterId())).containsExactly("open");
  }
}
