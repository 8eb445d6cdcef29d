package io.paywatt.ledger.vend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.MoneyHouse;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.outbox.OutboxDesk;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What a receipt of an account that holds money says of the units that it buys. */
class ReceiptUnitsTest {
  private static final String HEAD = "code: %1$s\nname: {zh: %1$s, en: %1$s}\ncurrency: %2$s\nzone: Asia/Shanghai\nversions:\n"
      + "  - validFrom: %3$s\n";
  /** The rest of the version, by code. */
  private static final Map<String, String> TARIFFS = Map.of("flat", "    pricePerKWh: \"0.60\"\n",
      "tiered", """
              tiers: {period: year, upTo: [100, 200]}
              timeOfUse:
                - {period: peak, from: "18:00", to: "22:00"}
                - {period: valley, from: "22:00", to: "18:00"}
              pricePerKWh:
                peak: ["0.50", "0.80", "1.00"]
                valley: ["0.25", "0.40", "0.50"]
          """,
      "taxed", "    pricePerKWh: \"0.50\"\n    taxes: [{name: vat, percent: 20, on: [energy]}]\n",
      "future", "    pricePerKWh: \"0.50\"\n", "dollar", "    pricePerKWh: \"0.50\"\n", "free", "    pricePerKWh: \"0\"\n");
  private static MoneyHouse house;
  private static OutboxDesk outbox;
  private String account;

  @BeforeAll static void open(@TempDir Path folder) throws IOException {
    for (Map.Entry<String, String> tariff : TARIFFS.entrySet()) {
      String code = tariff.getKey();
      Files.writeString(folder.resolve(code + ".yaml"), HEAD.formatted(code, code.equals("dollar") ? "USD" : "CNY",
          code.equals("future") ? "2099-01-01" : "2020-01-01") + tariff.getValue());
    }
    TestLedger ledger = TestLedger.open("receipt_units", folder);
    house = MoneyHouse.on(ledger);
    outbox = new OutboxDesk(ledger.store, new CommandDesk(ledger.store),
        EffectsHouse.notices(ledger.store, new ReceiptUnits(ledger.credit)));
  }

  @BeforeEach void name(TestInfo test) {
    account = "A" + Integer.toHexString(test.getDisplayName().hashCode());
    house.account(account, 0);
  }

  @Test void one_price_gives_the_units_that_the_payment_buys() {
    pay(5000);
    assertThat(said()).contains("¥50.00", "按现价约可购83.33 kWh × 0.60，", "余额¥50.00");
  }

  @Test void tiers_are_gone_through_from_where_the_account_stands_at_the_dearest_time_of_the_day() {
    tariff("tiered");
    sql("INSERT INTO tier_usage (account_id, utility, period_start, used_wh) SELECT id, 'electricity', '2026-01-01', 40000"
        + " FROM account WHERE number = ?", account);
    pay(12_000);
    // 60 kWh for 30.00, 100 kWh for 80.00, and 10.00 are left for the third tier
    assertThat(said()).contains("约可购60.00 kWh × 0.50 + 100.00 kWh × 0.80 + 10.00 kWh × 1.00，");
  }

  @Test void taxes_come_off_first() {
    tariff("taxed");
    pay(6000);
    assertThat(said()).contains("约可购100.00 kWh × 0.50，");
  }

  @Test void what_covers_used_power_or_goes_to_a_debt_buys_nothing() {
    house.consume(account, 2000);
    pay(5000);
    assertThat(said()).contains("约可购50.00 kWh × 0.60，", "余额¥30.00");
    sql("UPDATE notice SET text = ''");
    house.consume(account, 9000);
    pay(5000);
    assertThat(said()).contains("约可购0.00 kWh，", "余额-¥10.00");
  }

  @Test void without_a_price_that_fits_the_receipt_says_so_and_goes_all_the_same() {
    for (String unfit : List.of("future", "dollar", "free", "gone")) {
      tariff(unfit);
      pay(5000);
      assertThat(said()).as(unfit).contains("¥50.00", "约可购-，");
    }
  }

  @Test void an_english_receipt_stays_in_the_letters_of_an_sms() {
    sql("UPDATE account SET locale = 'en' WHERE number = ?", account);
    pay(5000);
    assertThat(said()).contains("at today's price about 83.33 kWh x 0.60.").matches("\\p{ASCII}+");
  }

  private void pay(long amount) {
    house.pay("standard", "M-" + account, amount);
    outbox.dispatch();
  }

  private void tariff(String code) {
    sql("UPDATE account SET tariff = ? WHERE number = ?", code, account);
  }

  private String said() {
    return house.ledger.text("SELECT n.text FROM notice n JOIN account a ON a.id = n.account_id WHERE a.number = ? AND n.kind"
        + " = 'receipt' ORDER BY n.id DESC LIMIT 1", account);
  }

  private static void sql(String sql, Object... values) {
    house.ledger.store.inTransaction(handle -> handle.execute(sql, values));
  }
}
