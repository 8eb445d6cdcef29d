package io.paywatt.ledger.failed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.Rejected;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailedSearchTest {
  private static EffectsHouse house;
  private long payment;
  private long reading;

  @BeforeAll static void open() {
    house = EffectsHouse.open("failed_search");
    house.room(1, "en", "+86 138 0000 8123");
  }

  @BeforeEach void two_messages() {
    house.sql("DELETE FROM failed_message");
    payment = park("payment-accept", "{\"provider\":\"standard\",\"transactionId\":\"tx-0042\",\"meter\":\"M1\",\"amount\":5000,"
        + "\"currency\":\"CNY\",\"remark\":\"明德公寓三楼 rent\"}", Map.of());
    reading = park("reading-store", "no json", Map.of("CamelMqttTopic", "paywatt/M77/reading"));
  }

  @Test void what_a_message_says_is_drawn_out_and_its_account_found_by_the_meter() {
    FailedView view = house.failed.get(payment).orElseThrow().item();
    assertThat(view).extracting(FailedView::provider, FailedView::reference, FailedView::account, FailedView::meter)
        .containsExactly("standard", "tx-0042", "A1", "M1");
    assertThat(view.money()).hasToString("Money[amount=5000, currency=CNY]");
    assertThat(house.failed.get(reading).orElseThrow().item().meter()).isEqualTo("M77");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tx-0042", "M1", "A1", "rent", "RENT  明德", "公寓三", "+8613800008123", "+13800008123"})
  void it_is_found_by_any_word(String q) {
    assertThat(ids(filter(q, null, null, null, null, null))).containsExactly(payment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tx-0043", "ren", "rent 明天", "13800008124", "'; DROP TABLE failed_message; --", "%", "_"})
  void other_words_and_signs_that_mean_something_to_a_database_find_nothing(String q) {
    assertThat(house.failed.groups()).isNotEmpty();
    try {
      assertThat(ids(filter(q, null, null, null, null, null))).isEmpty();
    } catch (Rejected e) {
      assertThat(e).as("no word in it").hasMessageContaining("1 to 8 words");
    }
  }

  @Test void reference_meter_account_phone_and_amount_are_looked_for_exactly() {
    assertThat(ids(filter(null, "tx-0042", null, null, null, null))).containsExactly(payment);
    assertThat(ids(filter(null, null, "A1", null, null, null))).containsExactly(payment);
    assertThat(ids(filter(null, null, null, "M77", null, null))).containsExactly(reading);
    assertThat(ids(filter(null, null, null, null, "13800008123", null))).containsExactly(payment);
    assertThat(ids(filter(null, null, null, null, null, 5000L))).containsExactly(payment);
    assertThat(ids(filter(null, "tx-004", null, null, null, null))).isEmpty();
  }

  @Test void a_search_runs_newest_first_in_parts() {
    long second = park("payment-accept", "{\"remark\":\"rent\"}", Map.of());
    FailedFilter filter = filter("rent", null, null, null, null, null);
    var part = house.failed.list(filter, 1, null);
    assertThat(part.items()).extracting(FailedView::id).containsExactly(second);
    assertThat(house.failed.list(filter, 1, part.next()).items()).extracting(FailedView::id).containsExactly(payment);
  }

  @Test void what_is_not_dealt_with_never_expires() {
    house.failed.close(reading, "the meter is mended", "wang");
    assertThatThrownBy(() -> house.failed.close(reading, "again", "wang")).isInstanceOf(Rejected.class)
        .hasMessageContaining("is closed");
    house.passTime(Duration.ofDays(89));
    assertThat(house.failed.purge()).isZero();
    house.passTime(Duration.ofDays(2));
    assertThat(house.failed.purge()).isEqualTo(1);
    house.passTime(Duration.ofDays(9000));
    assertThat(house.failed.purge()).isZero();
    assertThat(ids(FailedFilter.ALL)).containsExactly(payment);
    assertThat(house.number("SELECT COUNT(*) FROM failed_word WHERE message_id = ?", reading)).isZero();
  }

  @Test void what_an_older_hub_has_kept_is_grouped_and_found() {
    house.sql("UPDATE failed_message SET group_id = NULL, reference = NULL");
    house.sql("DELETE FROM failed_word");
    assertThat(house.failed.index()).isEqualTo(2);
    assertThat(ids(filter("tx-0042", "tx-0042", null, null, null, null))).containsExactly(payment);
    assertThat(house.failed.groups()).hasSize(2);
    assertThat(house.failed.index()).isZero();
  }

  private static List<Long> ids(FailedFilter filter) {
    return house.failed.list(filter, 50, null).items().stream().map(FailedView::id).toList();
  }

  private static FailedFilter filter(String q, String reference, String account, String meter, String phone, Long amount) {
    return new FailedFilter(null, null, null, q, reference, account, meter, phone, amount, null, null);
  }

  private static long park(String route, String body, Map<String, String> headers) {
    return house.failed.park(new FailedMessage(route, null, null, null, "application/json", headers,
        body.getBytes(StandardCharsets.UTF_8), new IllegalStateException("broken")));
  }
}
