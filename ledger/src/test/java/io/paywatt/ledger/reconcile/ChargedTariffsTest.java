package io.paywatt.ledger.reconcile;

import static io.paywatt.ledger.MeteringHouse.reading;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.journal.BooksCheck;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingRules;
import io.paywatt.ledger.tariff.Bill;
import io.paywatt.ledger.tariff.ChargeLine;
import io.paywatt.ledger.tariff.Household;
import io.paywatt.ledger.tariff.Households;
import io.paywatt.ledger.tariff.RegisterReading;
import io.paywatt.ledger.tariff.TariffBook;
import io.paywatt.ledger.tariff.TierUsage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charges, taxes and slabs in the books: the same as the tariff prices without a database, however often it is billed. */
class ChargedTariffsTest {
  private static final Instant START = Instant.parse("2026-09-14T16:00:00Z");
  private static final Household HOUSEHOLD = new Household(6, 3_000, 5_000L, List.of(), 50_000);
  private static final String TARIFF = """
      code: rich
      name: {zh: 电价, en: Rich}
      currency: CNY
      versions:
        - validFrom: 2020-01-01
          tiers: {period: month, upTo: [40, 90], slabs: whole}
          pricePerKWh: [0.51234567, 0.6, 0.9]
          charges: [{name: daily, per: day, amount: 0.3}, {name: load, per: month, amount: 2, perKw: true}]
          discounts: [{name: relief, percent: 10, upToKWh: 100}]
          minimumBill: {amount: 60}
          taxes: [{name: vat, percent: 13}]
      """;
  private static MeteringHouse house;
  private static ReadingIntake intake;
  private static Reconciler reconciler;
  private static TariffBook tariffs;

  @TempDir static Path dir;

  @BeforeAll
  static void open() throws IOException {
    house = new MeteringHouse("charged_tariffs");
    house.clock.set(Instant.parse("2026-12-01T00:00:00Z"));
    intake = new ReadingIntake(house.store, new CommandDesk(house.store), ReadingRules.defaults(MeteringHouse.ZONE));
    Files.writeString(dir.resolve("rich.yaml"), TARIFF);
    tariffs = TariffBook.load(dir, MeteringHouse.ZONE, house.store);
    reconciler = new Reconciler(house.store, tariffs,
        new CreditDesk(new CreditRules(List.of(1000L), 0, Duration.ofDays(1), null, null, MeteringHouse.ZONE)),
        new ReconcileRules(100_000, 2, 7));
  }

  private static Home home() {
    Home home = house.home("rich", 0);
    house.billed(home, 0, START);
    String account = house.texts("SELECT number FROM account WHERE id = ?", home.accountId()).get(0);
    new Households(house.store).set(account, HOUSEHOLD, "test");
    return home;
  }

  /** Two and a half months, a reading a day, the first of them a hard winter. */
  private static long wh(int day) {
    return day < 40 ? day * 4_321L : 40 * 4_321L + (day - 40) * 123L;
  }

  private static Instant at(int day) {
    return START.plus(Duration.ofDays(day));
  }

  @Test
  void the_books_say_what_the_tariff_says_in_one_run_and_in_many() {
    Home once = home();
    Home often = home();
    for (int day = 1; day <= 75; day++) {
      intake.store(List.of(reading(once, at(day), wh(day)), reading(often, at(day), wh(day))));
      if (day % 9 == 0) {
        house.sql("UPDATE meter_billing SET has_unbilled = FALSE WHERE meter_id = ?", once.meterId());
        reconciler.run();
        house.sql("UPDATE meter_billing SET has_unbilled = TRUE WHERE meter_id = ?", once.meterId());
      }
    }
    reconciler.run();
    Bill bill = Bill.of(tariffs.tariff("rich").orElseThrow(), HOUSEHOLD, new TierUsage(Map.of()), List.of(
        new RegisterReading(START, 0, Map.of()), new RegisterReading(at(40), wh(40), Map.of()),
        new RegisterReading(at(75), wh(75), Map.of())));
    long total = bill.lines().stream().mapToLong(ChargeLine::amount).sum();
    for (Home home : List.of(once, often)) {
      assertThat(house.balance(home)).isEqualTo(-total).isEqualTo(house.posted(home));
      assertThat(house.number("SELECT SUM(energy_wh) FROM charge_line WHERE meter_id = ?", home.meterId())).isEqualTo(wh(75));
      assertThat(house.texts("SELECT DISTINCT kind FROM charge_line WHERE meter_id = ? ORDER BY kind", home.meterId()))
          .containsExactlyInAnyOrder("energy", "fixed", "discount", "minimum", "tax");
    }
    assertThat(new BooksCheck(house.store).problems()).isEmpty();
  }

  @Test
  void free_energy_leaves_a_line_though_it_costs_nothing() {
    Home home = home();
    house.sql("UPDATE meter_billing SET billed_at = '2026-09-20 01:00:00' WHERE meter_id = ?", home.meterId());
    intake.store(List.of(reading(home, Instant.parse("2026-09-20T02:00:00Z"), 900)));
    reconciler.run();
    assertThat(house.balance(home)).isZero();
    assertThat(house.texts("SELECT CONCAT(item, ' ', energy_wh, ' ', amount) FROM charge_line WHERE meter_id = ?",
        home.meterId())).containsExactly("free 900 0");
    assertThat(new BooksCheck(house.store).problems()).isEmpty();
  }
}
