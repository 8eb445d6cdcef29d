package io.paywatt.ledger.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
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

  @Test void a_word_goes_with_its_number() {
    NoticeText text = new NoticeText("{count} {count|meter|meters}", Map.of(), List.of());
    assertThat(text.render(Map.of("count", "1"))).isEqualTo("1 meter");
    assertThat(text.render(Map.of("count", "1,000"))).isEqualTo("1,000 meters");
  }

  @ParameterizedTest
  @CsvSource({"en,x", "zh-CN,×"})
  void units_are_written_with_their_price_by_tier_in_letters_that_an_sms_has_anyway(String locale, String times) {
    assertThat(new Wording(locale, SHANGHAI).values(Json.object("{\"tiers\":[{\"energyWh\":1800000,\"priceNano\":548300000},"
        + "{\"energyWh\":54320,\"priceNano\":600000000}],\"count\":12345}"), "CNY"))
        .containsEntry("tiers", "1,800.00 kWh × 0.5483 + 54.32 kWh × 0.60".replace("×", times)).containsEntry("count", "12,345");
  }

  @ParameterizedTest
  @CsvSource({"160,a,1", "161,a,2", "306,a,2", "307,a,3", "80,€,1", "81,€,2", "70,中,1", "71,中,2", "134,中,2", "135,中,3"})
  void parts_of_an_sms_are_counted_as_providers_do(int letters, String letter, int parts) {
    assertThat(Segments.of(letter.repeat(letters))).isEqualTo(parts);
  }

  @Test void what_has_an_unexpected_shape_is_written_as_it_is() {
    assertThat(new Wording("en", SHANGHAI).values(Json.object("{\"at\":\"soon\",\"amount\":\"much\",\"balance\":5,"
        + "\"currency\":\"CASH\"}"), null))
        .containsEntry("at", "soon").containsEntry("amount", "much").containsEntry("balance", "5 CASH");
  }
}
