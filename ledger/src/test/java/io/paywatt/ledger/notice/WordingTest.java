package io.paywatt.ledger.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import io.paywatt.ledger.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "zh-CN|5000|CNY|¥50.00", "zh-CN|-350|CNY|-¥3.50", "en|5000|CNY|CNY 50.00", "en|-350|CNY|CNY -3.50",
      "zh-CN|123456789|CNY|¥1,234,567.89", "en|5000|JPY|JPY 5,000", "en-KE|5000|KES|Ksh50.00", "zh-CN|5000|KES|KES 50.00",
      "en|0|CNY|CNY 0.00"})
  void money_is_written_as_people_read_it(String locale, long minor, String currency, String expected) {
    assertThat(new Wording(locale, SHANGHAI).money(minor, currency)).isEqualTo(expected);
  }

  @Test void times_are_local_and_energy_is_in_kilowatt_hours() {
    Wording wording = new Wording("en", SHANGHAI);
    assertThat(wording.values(Json.object("{\"at\":\"2026-11-23T16:05:59Z\",\"energyWh\":1234567,"
        + "\"voltageV\":[229.8,230.0],\"powerW\":null,\"x\":true}"), "CNY"))
        .containsEntry("at", "2026-11-24 00:05").containsEntry("energy", "1,234.56 kWh")
        .containsEntry("voltage", "229.8 / 230.0 V").containsEntry("power", "-").containsEntry("x", "true");
  }

  @Test void what_has_an_unexpected_shape_is_written_as_it_is() {
    assertThat(new Wording("en", SHANGHAI).values(Json.object("{\"at\":\"soon\",\"amount\":\"much\",\"balance\":5,"
        + "\"currency\":\"CASH\"}"), null))
        .containsEntry("at", "soon").containsEntry("amount", "much").containsEntry("balance", "5 CASH");
  }
}
