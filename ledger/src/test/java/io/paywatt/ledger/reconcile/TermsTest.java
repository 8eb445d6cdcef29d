package io.paywatt.ledger.reconcile;

import static io.paywatt.ledger.MeteringHouse.reading;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingRules;
import io.paywatt.ledger.tariff.TariffBook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of a meter's terms is forgotten by whatever statement changes them. */
class TermsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");
  private static final String KNOWN = "SELECT COUNT(*) FROM meter_billing WHERE terms_id IS NOT NULL AND meter_id = ?";

  private static MeteringHouse house;
  private static ReadingIntake intake;
  private static Reconciler reconciler;
  private Home home;

  @BeforeAll
  static void open(@TempDir Path tariffs) throws Exception {
    Files.writeString(tariffs.resolve("one.yaml"), tariff("one", "electricity", "pricePerKWh: \"1\""));
    Files.writeString(tariffs.resolve("two.yaml"), tariff("two", "electricity", "pricePerKWh: \"2\""));
    Files.writeString(tariffs.resolve("water.yaml"), tariff("water", "water", "pricePerM3: \"5\""));
    house = new MeteringHouse("terms");
    house.clock.set(NOON.plus(Duration.ofDays(1)));
    intake = new ReadingIntake(house.store, new CommandDesk(house.store), ReadingRules.defaults(MeteringHouse.ZONE));
    reconciler = new Reconciler(house.store, TariffBook.load(tariffs, MeteringHouse.ZONE, house.store),
        new CreditDesk(new CreditRules(List.of(), 0, Duration.ofDays(9), null, null, MeteringHouse.ZONE)),
        ReconcileRules.defaults());
  }

  private static String tariff(String code, String utility, String price) {
    return """
        code: %s
        name: {zh: 价, en: Price}
        utility: %s
        currency: CNY
        versions:
          - validFrom: 2020-01-01
            %s
        """.formatted(code, utility, price);
  }

  @BeforeEach
  void billedOnce() {
    home = house.home("one", 0);
    house.billed(home, 0, NOON);
    use(1, 1_000);
    assertThat(house.balance(home)).isEqualTo(-1_000_000_000L);
    assertThat(house.number(KNOWN, home.meterId())).isOne();
  }

  private void use(int hours, long wh) {
    intake.store(List.of(reading(home, NOON.plus(Duration.ofHours(hours)), wh)));
    reconciler.run();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "UPDATE account SET tariff = 'two' WHERE id = {account} | 2",
      "UPDATE meter SET multiplier = 3 WHERE id = {meter} | 3",
      "INSERT INTO account_tariff VALUES ({account}, 'electricity', 'two') | 2",
      "INSERT INTO account_household (account_id, discount_ppm) VALUES ({account}, 500000) | 0.5"})
  void the_next_bill_goes_by_what_was_changed(String change, String units) {
    change(change);
    use(2, 2_000);
    assertThat(house.balance(home)).isEqualTo(-1_000_000_000L - new BigDecimal(units).movePointRight(9).longValueExact())
        .isEqualTo(house.posted(home));
  }

  @Test
  void a_tariff_of_its_own_may_change_and_end() {
    change("INSERT INTO account_tariff VALUES ({account}, 'electricity', 'two')");
    use(2, 2_000);
    change("UPDATE account_tariff SET tariff = 'one' WHERE account_id = {account}");
    use(3, 3_000);
    change("UPDATE account_tariff SET tariff = 'two' WHERE account_id = {account}");
    use(4, 4_000);
    change("DELETE FROM account_tariff WHERE account_id = {account}");
    use(5, 5_000);
    assertThat(house.balance(home)).isEqualTo(-(1 + 2 + 1 + 2 + 1) * 1_000_000_000L);
  }

  @Test
  void a_meter_that_measures_something_else_now_waits_for_its_tariff() {
    change("UPDATE meter SET utility = 'water' WHERE id = {meter}");
    use(2, 2_000);
    assertThat(house.balance(home)).as("'one' is for electricity").isEqualTo(-1_000_000_000L);
    change("INSERT INTO account_tariff VALUES ({account}, 'water', 'water')");
    reconciler.run();
    assertThat(house.balance(home)).as("1 m3 more at 5").isEqualTo(-1_000_000_000L - 5_000_000_000L);
  }

  @Test
  void a_meter_that_hangs_on_another_account_is_paid_by_that() {
    Home other = house.home("two", 0);
    house.sql("UPDATE meter SET account_id = ? WHERE id = ?", other.accountId(), home.meterId());
    use(2, 2_000);
    assertThat(house.balance(home)).isEqualTo(-1_000_000_000L);
    assertThat(house.balance(other)).isEqualTo(-2_000_000_000L).isEqualTo(house.posted(other));
  }

  private void change(String sql) {
    house.sql(sql.replace("{account}", Long.toString(home.accountId())).replace("{meter}", Long.toString(home.meterId())));
  }
}
