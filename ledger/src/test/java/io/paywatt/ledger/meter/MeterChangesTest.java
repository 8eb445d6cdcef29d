package io.paywatt.ledger.meter;

import static io.paywatt.ledger.MeteringHouse.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingRules;
import io.paywatt.ledger.reconcile.ReconcileRules;
import io.paywatt.ledger.reconcile.Reconciler;
import io.paywatt.ledger.tariff.TariffBook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeterChangesTest {
  private static final long FLAT = 600_000;
  private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

  private static MeteringHouse house;
  private static ReadingIntake intake;
  private static Reconciler reconciler;
  private static MeterChanges changes;
  private Home home;

  @BeforeAll
  static void open() {
    house = new MeteringHouse("meter_changes");
    house.clock.set(NOON.plus(Duration.ofDays(1)));
    intake = new ReadingIntake(house.store, new CommandDesk(house.store), ReadingRules.defaults(MeteringHouse.ZONE));
    reconciler = new Reconciler(house.store, TariffBook.load(Path.of("../config/tariffs"), MeteringHouse.ZONE, house.store),
        new CreditDesk(new CreditRules(List.of(), 0, Duration.ofDays(2), null, null, MeteringHouse.ZONE)),
        ReconcileRules.defaults());
    changes = new MeterChanges(house.store);
  }

  @BeforeEach
  void home() {
    home = house.home("flat", 0);
    house.billed(home, 50_000, NOON);
  }

  private static Instant minute(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }

  private void read(String serial, int minute, long wh) {
    intake.store(List.of(reading(serial, minute(minute), wh, null)));
  }

  private void assertCharged(long wh) {
    assertThat(house.balance(home)).isEqualTo(-wh * FLAT).isEqualTo(house.posted(home));
  }

  private MeterChange replace(int minute, long finalWh, String serial, Long initialWh, Integer multiplier) {
    return changes.record(home.serial(), new Replacement(minute(minute), finalWh, serial, initialWh, multiplier, null), "clerk");
  }

  @Test
  void a_new_device_is_billed_from_its_own_register_and_the_old_one_up_to_its_end() {
    read(home.serial(), 10, 50_100);
    replace(20, 50_150, "NEW-" + home.serial(), 7L, null);
    read("NEW-" + home.serial(), 60, 207);
    reconciler.run();
    assertCharged(150 + 200);
    assertThat(house.number("SELECT account_id FROM meter WHERE serial = ?", "NEW-" + home.serial())).isEqualTo(home.accountId());
    assertThat(house.number("SELECT COUNT(*) FROM meter_billing WHERE meter_id = ? AND change_at IS NULL"
        + " AND billed_register_wh = 207 AND NOT has_unbilled", home.meterId())).isEqualTo(1);
  }

  @Test
  void the_end_of_the_old_device_is_billed_before_the_new_one_speaks() {
    replace(20, 50_150, "NEW-" + home.serial(), 0L, null);
    reconciler.run();
    assertCharged(150);
    read("NEW-" + home.serial(), 60, 30);
    reconciler.run();
    assertCharged(180);
  }

  @Test
  void another_transformer_ratio_prices_both_sides_of_its_date() {
    read(home.serial(), 10, 50_010);
    read(home.serial(), 60, 50_040);
    replace(30, 50_020, null, null, 40);
    reconciler.run();
    assertCharged(20 + 20 * 40);
    assertThat(house.texts("SELECT CONCAT(from_at, ' ', energy_wh) FROM charge_line WHERE meter_id = ? ORDER BY id",
        home.meterId())).hasSize(1);
  }

  @Test
  void what_counts_towards_tiers_goes_on_with_the_new_device() {
    house.sql("UPDATE account SET tariff = 'tiered-tou' WHERE id = ?", home.accountId());
    read(home.serial(), 10, 50_100);
    replace(20, 50_150, "NEW-" + home.serial(), 0L, null);
    read("NEW-" + home.serial(), 60, 200);
    reconciler.run();
    assertThat(house.number("SELECT SUM(used_wh) FROM tier_usage WHERE account_id = ?", home.accountId())).isEqualTo(350);
  }

  @Test
  void the_same_words_again_change_nothing_and_other_words_are_refused() {
    MeterChange first = replace(20, 50_150, "NEW-" + home.serial(), 0L, null);
    assertThat(replace(20, 50_150, "NEW-" + home.serial(), 0L, null)).isEqualTo(first);
    assertThatThrownBy(() -> replace(20, 50_151, "NEW-" + home.serial(), 0L, null)).isInstanceOf(Rejected.class)
        .hasMessageContaining("another change");
    assertThat(house.number("SELECT COUNT(*) FROM meter_change WHERE meter_id = ?", home.meterId())).isEqualTo(1);
  }

  @Test
  void a_change_that_can_not_be_is_refused_with_what_is_allowed() {
    assertRefused(() -> replace(0, 50_150, null, 0L, null), "the meter is billed up to");
    assertRefused(() -> replace(20, 49_999, null, 0L, null), "finalWh is 49999, allowed is at least the billed register, 50000");
    assertRefused(() -> replace(20, 1_000_000_000L, null, 0L, null), "finalWh is 1000000000, allowed is 0 to 999999999");
    assertRefused(() -> replace(20, 50_150, null, -1L, null), "initialWh is -1");
    assertRefused(() -> replace(20, 50_150, null, null, 0), "multiplier is 0, allowed is 1 to 1000000");
    assertRefused(() -> replace(20, 50_150, "no serial", 0L, null), "newSerial is 'no serial'");
    assertRefused(() -> replace(24 * 60 + 10, 50_150, null, 0L, null), "allowed is up to now");
    assertRefused(() -> replace(20, 50_150, house.home("flat", 0).serial(), 0L, null), "another meter already");
    read(home.serial(), 30, 50_100);
    assertRefused(() -> replace(20, 50_150, "NEW-" + home.serial(), 0L, null), "the old device has a reading of");
    assertThatThrownBy(() -> changes.record("nobody", new Replacement(NOON, 1, null, null, null, null), "clerk"))
        .hasMessageContaining("There is no meter 'nobody'");
  }

  private static void assertRefused(Runnable act, String why) {
    assertThatThrownBy(act::run).isInstanceOf(Rejected.class).hasMessageContaining(why);
  }

  @Test
  void a_file_is_recorded_whole_or_names_every_bad_line(@TempDir Path folder) throws IOException {
    Home other = house.home("flat", 0);
    house.billed(other, 10, NOON);
    String header = "meter,at,final_wh,new_serial,initial_wh,multiplier,range_wh\n";
    Path file = folder.resolve("changes.csv");
    Files.writeString(file, header + home.serial() + ",2026-11-23T12:20:00+08:00,50150,,0,,\n" + other.serial()
        + ",2026-11-23T12:20:00+08:00,5,,0,,\nnobody,2026-11-23T12:20:00+08:00,5,,0,,\n");
    assertThatThrownBy(() -> changes.recordAll(file, "clerk")).hasMessageContaining("changes.csv:3: finalWh is 5")
        .hasMessageContaining("changes.csv:4: There is no meter");
    assertThat(house.number("SELECT COUNT(*) FROM meter_change WHERE meter_id = ?", home.meterId())).isZero();
    Files.writeString(file, header + home.serial() + ",2026-11-23T12:20:00+08:00,50150,,0,,\n");
    assertThat(changes.recordAll(file, "clerk")).isEqualTo(1);
    reconciler.run();
    assertCharged(150);
  }
}
