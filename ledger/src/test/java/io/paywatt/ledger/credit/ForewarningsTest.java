package io.paywatt.ledger.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.tariff.TariffBook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForewarningsTest {
  private static MeteringHouse house;
  @TempDir Path tariffs;

  @BeforeAll static void open() {
    house = new MeteringHouse("forewarnings");
  }

  private Forewarnings with(List<Integer> days, Duration tariffNotice) {
    CreditRules rules = new CreditRules(List.of(), List.of(), Duration.ofHours(24), Duration.ofDays(7), MeteringHouse.ZONE,
        new CreditTerms(0, 0, Recovery.parse("20%"), null, false, 0),
        new Warnings(List.of(), days, Duration.ZERO, tariffNotice));
    return new Forewarnings(house.store, rules, TariffBook.check(tariffs, MeteringHouse.ZONE));
  }

  private static List<String> told(String kind, long account) {
    return house.texts("SELECT JSON_QUERY(payload, '$.params') FROM outbox WHERE JSON_VALUE(payload, '$.kind') = ?"
        + " AND JSON_VALUE(payload, '$.accountId') = ? ORDER BY id", kind, account);
  }

  @Test void a_balance_that_lasts_only_days_at_the_usual_use_is_told_once_until_it_was_better_again() throws IOException {
    tariff("");
    MeteringHouse.Home home = house.home("flat", 0);
    LocalDate today = LocalDate.ofInstant(house.store.now(), MeteringHouse.ZONE);
    for (int day = 1; day <= 4; day++) {
      house.sql("INSERT INTO usage_day (meter_id, day, tier, energy, cost) VALUES (?, ?, 1, 5000, ?)", home.meterId(),
          today.minusDays(day), 3 * Nano.PER_UNIT);
    }
    Forewarnings forewarnings = with(List.of(5, 2), Duration.ZERO);
    for (long yuan : List.of(20L, 17L, 16L, 18L, 17L, 8L, 40L, 10L)) {
      house.sql("INSERT INTO balance (account_id, amount) VALUES (?, ?) ON DUPLICATE KEY UPDATE amount = VALUES(amount)",
          home.accountId(), yuan * Nano.PER_UNIT);
      forewarnings.run();
    }
    assertThat(told("low-days", home.accountId())).extracting(text -> text.replaceAll("\\s", ""))
        .containsExactly("{\"days\":5,\"stage\":1,\"currency\":\"CNY\",\"balance\":1700}",
            "{\"days\":2,\"stage\":2,\"currency\":\"CNY\",\"balance\":800}",
            "{\"days\":3,\"stage\":1,\"currency\":\"CNY\",\"balance\":1000}");
  }

  @Test void a_new_price_is_told_once_to_those_who_will_pay_it() throws IOException {
    LocalDate soon = LocalDate.ofInstant(house.store.now(), MeteringHouse.ZONE).plusDays(6);
    tariff("  - validFrom: " + soon + "\n    pricePerKWh: \"0.65\"\n");
    MeteringHouse.Home home = house.home("flat", 0);
    MeteringHouse.Home other = house.home("elsewhere", 0);
    Forewarnings forewarnings = with(List.of(), Duration.ofDays(7));
    assertThat(forewarnings.run()).isPositive();
    assertThat(forewarnings.run()).isZero();
    assertThat(told("tariff-change", home.accountId())).singleElement().asString().contains(soon.toString());
    assertThat(told("tariff-change", other.accountId())).isEmpty();
  }

  private void tariff(String moreVersions) throws IOException {
    String flat = Files.readString(Path.of("..", "config", "tariffs", "flat.yaml"));
    Files.writeString(tariffs.resolve("flat.yaml"), flat.stripTrailing() + "\n" + moreVersions);
  }
}
