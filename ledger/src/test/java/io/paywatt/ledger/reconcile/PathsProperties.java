package io.paywatt.ledger.reconcile;

import static io.paywatt.ledger.MeteringHouse.reading;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingRules;
import io.paywatt.ledger.tariff.TariffBook;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Billed set by set or one by one: twin meters with the same readings end in the same rows, to the last unit. */
class PathsProperties {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final int METERS = 8;
  private static final List<String> OF_METER = List.of(
      "SELECT CONCAT_WS('|', e.kind, SUBSTRING_INDEX(e.entry_key, ':', -1), c.from_at, c.to_at, c.energy_wh, c.tariff,"
          + " c.valid_from, c.tier, c.period, c.price, c.amount) FROM charge_line c JOIN journal_entry e ON e.id = c.entry_id"
          + " WHERE c.meter_id = ? ORDER BY e.id, c.id",
      "SELECT CONCAT_WS('|', l.kind, p.amount) FROM posting p JOIN ledger_account l ON l.id = p.ledger_account_id"
          + " JOIN journal_entry e ON e.id = p.entry_id WHERE e.entry_key LIKE CONCAT('consumption:', ?, ':%') ORDER BY e.id, p.id",
      "SELECT CONCAT_WS('|', billed_register_wh, billed_at, has_unbilled, estimated_wh) FROM meter_billing WHERE meter_id = ?",
      "SELECT CONCAT_WS('|', at, energy_wh, reason) FROM reading_quarantine WHERE meter_id = ? ORDER BY at",
      "SELECT CONCAT_WS('|', at, energy_wh, state, late) FROM reading WHERE meter_id = ? ORDER BY at",
      "SELECT CONCAT_WS('|', relay_wanted, wanted_seq) FROM meter_state WHERE meter_id = ?");
  private static final List<String> OF_ACCOUNT = List.of(
      "SELECT amount FROM balance WHERE account_id = ?",
      "SELECT CONCAT_WS('|', utility, period_start, used_wh) FROM tier_usage WHERE account_id = ? AND used_wh > 0",
      "SELECT CONCAT_WS('|', state, low_stage, crossing) FROM account_credit WHERE account_id = ?",
      "SELECT CONCAT_WS('|', JSON_VALUE(payload, '$.kind'), JSON_QUERY(payload, '$.params')) FROM outbox"
          + " WHERE kind = 'notice' AND JSON_VALUE(payload, '$.accountId') = ? ORDER BY id");

  private static MeteringHouse house;
  private static ReadingIntake intake;
  private static Reconciler sets;
  private static Reconciler singles;

  @BeforeContainer
  static void open() {
    house = new MeteringHouse("paths_properties");
    house.clock.set(START.plus(Duration.ofDays(2)));
    intake = new ReadingIntake(house.store, new CommandDesk(house.store), ReadingRules.defaults(MeteringHouse.ZONE));
    TariffBook tariffs = TariffBook.load(Path.of("../config/tariffs"), MeteringHouse.ZONE, house.store);
    CreditDesk credit = new CreditDesk(new CreditRules(List.of(300L, 100L), 50, Duration.ofDays(3), null, null,
        MeteringHouse.ZONE));
    ReconcileRules rules = new ReconcileRules(100_000, 5, 40);
    List<FlatPrices.Stretch> flat = FlatPrices.of(tariffs);
    sets = new Reconciler(house.store, tariffs, flat, new SpanPrices(tariffs, flat, 1), credit, rules);
    singles = new Reconciler(house.store, tariffs, List.of(), new SpanPrices(tariffs, flat, Integer.MAX_VALUE), credit, rules);
  }

  @Property(tries = 15)
  void twins_end_in_the_same_rows(@ForAll long seed) {
    List<Home> left = homes(new Random(seed));
    List<Home> right = homes(new Random(seed));
    live(left, new Random(seed + 1), sets);
    live(right, new Random(seed + 1), singles);
    for (int i = 0; i < METERS; i++) {
      assertThat(rows(left.get(i))).isEqualTo(rows(right.get(i)));
      assertThat(house.posted(left.get(i))).isEqualTo(house.posted(right.get(i)));
    }
  }

  private static List<Home> homes(Random random) {
    List<Home> homes = new ArrayList<>();
    for (int i = 0; i < METERS; i++) {
      String tariff = random.nextBoolean() ? "tiered-tou" : "flat";
      long used = random.nextInt(3) == 0 ? 0 : 2_750_000 + random.nextInt(12_000);
      boolean second = i > 0 && random.nextInt(3) == 0;
      homes.add(second ? house.meter(homes.get(i - 1).accountId(), 20, 1_000_000_000L)
          : house.home(tariff, random.nextLong(8) * Nano.PER_UNIT));
      if (used > 0 && !second) {
        house.sql("INSERT INTO tier_usage (account_id, period_start, used_wh) VALUES (?, '2026-01-01', ?)", homes.get(i).accountId(),
            used);
      }
      if (random.nextInt(8) > 0) {
        house.billed(homes.get(i), 1000, START);
      }
    }
    return homes;
  }

  private static void live(List<Home> homes, Random random, Reconciler reconciler) {
    long[] registers = new long[METERS];
    for (int hour = 1; hour <= 4; hour++) {
      List<Reading> readings = new ArrayList<>();
      for (int i = 0; i < METERS; i++) {
        for (int n = random.nextInt(6) == 0 ? 3 : random.nextInt(4) == 0 ? 0 : 1; n > 0; n--) {
          registers[i] = Math.max(0, registers[i] + rise(random));
          readings.add(reading(homes.get(i), START.plus(Duration.ofHours(hour)).minusSeconds(60L * n), 1000 + registers[i]));
        }
      }
      intake.store(readings);
      reconciler.run();
    }
  }

  /** Now and then nothing, a register that falls, or one that rises impossibly. */
  private static long rise(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> 0;
      case 1 -> -500;
      case 2 -> 400_000;
      default -> 1 + random.nextInt(4000);
    };
  }

  private static List<List<String>> rows(Home home) {
    List<List<String>> rows = new ArrayList<>();
    OF_METER.forEach(sql -> rows.add(house.texts(sql, home.meterId())));
    OF_ACCOUNT.forEach(sql -> rows.add(house.texts(sql, home.accountId())));
    return rows;
  }
}
