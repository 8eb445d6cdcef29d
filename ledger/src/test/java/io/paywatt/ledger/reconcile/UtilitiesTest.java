package io.paywatt.ledger.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.account.Statement;
import io.paywatt.ledger.account.StatementLine;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingRules;
import io.paywatt.ledger.tariff.TariffBook;
import io.paywatt.ledger.tariff.Utility;
import io.paywatt.ledger.usage.Granularity;
import io.paywatt.ledger.usage.Usage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Electricity and water on one account: a tariff, tiers and a unit for each, one balance. */
class UtilitiesTest {
  private static final Instant DAY = Instant.parse("2026-11-09T16:00:00Z");
  @TempDir Path tariffs;
  private MeteringHouse house;
  private ReadingIntake intake;
  private Reconciler reconciler;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(tariffs.resolve("power.yaml"), """
        code: power
        name: {zh: 电, en: Power}
        currency: CNY
        versions:
          - validFrom: 2020-01-01
            tiers: {period: month, upTo: [10]}
            pricePerKWh: ["0.5", "1.0"]
        """);
    Files.writeString(tariffs.resolve("water.yaml"), """
        code: water
        name: {zh: 水, en: Water}
        utility: water
        currency: CNY
        versions:
          - validFrom: 2020-01-01
            tiers: {period: month, upTo: [2]}
            pricePerM3: ["3", "4"]
        """);
    house = new MeteringHouse("utilities");
    house.clock.set(DAY.plus(Duration.ofDays(2)));
    intake = new ReadingIntake(house.store, new CommandDesk(house.store), ReadingRules.defaults(MeteringHouse.ZONE));
    reconciler = new Reconciler(house.store, TariffBook.load(tariffs, MeteringHouse.ZONE, house.store),
        new CreditDesk(new CreditRules(List.of(), 0, Duration.ofDays(9), null, null, MeteringHouse.ZONE)),
        ReconcileRules.defaults());
  }

  private Home waterMeter(Home home) {
    Home water = house.meter(home.accountId(), 1, 1_000_000_000L);
    house.sql("UPDATE meter SET utility = 'water' WHERE id = ?", water.meterId());
    return water;
  }

  private void used(Home home, long smallUnits) {
    house.billed(home, 0, DAY);
    intake.store(List.of(MeteringHouse.reading(home, DAY, 0), MeteringHouse.reading(home, DAY.plusSeconds(86_400), smallUnits)));
  }

  @Test
  void each_utility_has_its_tariff_and_counts_towards_its_own_tiers() {
    Home power = house.home("power", 0);
    Home water = waterMeter(power);
    house.sql("INSERT INTO account_tariff (account_id, utility, tariff) VALUES (?, 'water', 'water')", power.accountId());
    used(power, 9_000);
    used(water, 3_000);
    reconciler.run();
    // 9 kWh at 0.5, 2 m3 at 3 and 1 m3 at 4
    assertThat(house.balance(power)).isEqualTo(-14_500_000_000L).isEqualTo(house.posted(power));
    assertThat(house.number("SELECT used_wh FROM tier_usage WHERE account_id = ? AND utility = 'electricity'",
        power.accountId())).isEqualTo(9_000);
    assertThat(house.number("SELECT used_wh FROM tier_usage WHERE account_id = ? AND utility = 'water'",
        power.accountId())).isEqualTo(3_000);
    String account = house.texts("SELECT number FROM account WHERE id = ?", power.accountId()).get(0);
    assertThat(new Statement(house.store).page(account, DAY, DAY.plus(Duration.ofDays(9)), 100, null).items())
        .extracting(StatementLine::charge).extracting(it -> it.quantity() + " " + it.unit() + " at " + it.price())
        .containsExactlyInAnyOrder("9 kWh at 0.5", "2 m3 at 3", "1 m3 at 4");
    assertThat(new Usage(house.store, MeteringHouse.ZONE).bucketsOfAccount(account, Utility.WATER, DAY,
        DAY.plusSeconds(86_400), Granularity.DAY)).singleElement().satisfies(day -> {
          assertThat(day.energyWh()).isEqualTo(3_000);
          assertThat(day.costNano()).isEqualTo(10_000_000_000L);
        });
  }

  @Test
  void a_meter_is_not_billed_by_the_tariff_of_another_utility() {
    Home power = house.home("power", 0);
    Home water = waterMeter(power);
    used(water, 3_000);
    assertThat(reconciler.run().skipped()).isEqualTo(1);
    assertThat(house.balance(power)).isZero();
    assertThat(house.texts("SELECT error_message FROM failed_message ORDER BY id DESC LIMIT 1")).singleElement().asString()
        .contains("tariff 'power' is for electricity, the meter measures water");
  }
}
