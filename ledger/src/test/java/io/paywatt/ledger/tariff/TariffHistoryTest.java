package io.paywatt.ledger.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import io.paywatt.ledger.MeteringHouse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TariffHistoryTest {
  private static MeteringHouse house;

  @TempDir Path dir;

  @BeforeAll
  static void open() {
    house = new MeteringHouse("tariff_history");
  }

  private void load(String code, String price) throws IOException {
    Files.writeString(dir.resolve("t.yaml"), """
        # a comment is no change
        code: %s
        name: {zh: 电价, en: Price}
        currency: CNY
        versions:
          - validFrom: 2020-01-01
            pricePerKWh: %s
        """.formatted(code, price));
    TariffBook.load(dir, MeteringHouse.ZONE, house.store);
  }

  private long versions(String code) {
    return house.number("SELECT COUNT(*) FROM tariff_version WHERE code = ?", code);
  }

  @Test
  void loading_again_keeps_one_version() throws IOException {
    load("again", "0.60");
    load("again", "\"0.600\"");
    assertThat(versions("again")).isEqualTo(1);
  }

  @Test
  void a_version_that_was_never_charged_may_be_corrected() throws IOException {
    load("draft", "0.60");
    load("draft", "0.70");
    assertThat(versions("draft")).isEqualTo(1);
    assertThat(house.texts("SELECT content FROM tariff_version WHERE code = 'draft'").get(0)).contains("0.70");
  }

  @Test
  void a_charged_version_can_not_be_edited() throws IOException {
    load("used", "0.60");
    var home = house.home("used", 0);
    house.sql("INSERT INTO journal_entry (entry_key, kind, posted_at) VALUES ('consumption:x:1', 'consumption', NOW())");
    house.sql("INSERT INTO charge_line (entry_id, meter_id, from_at, to_at, energy_wh, tariff, valid_from, price, amount)"
        + " SELECT id, ?, NOW(), NOW(), 1, 'used', '2020-01-01', 1, 1 FROM journal_entry", home.meterId());
    assertThatThrownBy(() -> load("used", "0.61")).isInstanceOf(TariffRejected.class)
        .hasMessageEndingWith("t.yaml:6: version 2020-01-01 of used was already charged and can't be changed; "
            + "add a version with a later validFrom");
    load("used", "0.60");
  }
}
