package io.paywatt.ledger.failed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Page;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailedDeskTest {
  private static EffectsHouse house;

  @BeforeAll static void open() {
    house = EffectsHouse.open("failed_desk");
  }

  @BeforeEach void clear() {
    house.sql("DELETE FROM failed_message");
  }

  @Test void a_parked_message_is_kept_whole() {
    long id = park("{\"电\":1}".getBytes(StandardCharsets.UTF_8), new IllegalStateException("amount is -1"));
    FailedDetail detail = house.failed.get(id).orElseThrow();
    assertThat(detail.item()).isEqualTo(new FailedView(id, EffectsHouse.START, "payment-accept", "credit-account",
        "routes/payments/payment-accept.camel.yaml:12", "java.lang.IllegalStateException", "amount is -1", "open", 0,
        true, null, detail.item().group(), 1, 1, null, null, null, null, null, null));
    assertThat(detail.item().group()).isPositive();
    assertThat(detail.bodyEncoding()).isEqualTo("utf-8");
    assertThat(detail.body()).isEqualTo("{\"电\":1}");
    assertThat(detail.stack()).contains("FailedDeskTest");
    assertThat(detail.replayTo()).isEqualTo("payment-accept");
    assertThat(house.failed.get(id + 1)).isEmpty();
  }

  @Test void bytes_that_are_no_text_are_shown_as_base64() {
    byte[] frame = {0x68, (byte) 0xAA, (byte) 0xFF, 0x16};
    FailedDetail detail = house.failed.get(park(frame, null)).orElseThrow();
    assertThat(detail.bodyEncoding()).isEqualTo("base64");
    assertThat(Base64.getDecoder().decode(detail.body())).isEqualTo(frame);
  }

  @Test void secrets_are_dropped_from_the_headers() {
    Map<String, String> headers = new HashMap<>(Map.of("Authorization", "Bearer x", "Wechatpay-Signature", "x",
        "webhook-signature", "x", "X-Api-Token", "x", "apiPASSWORD", "x", "client_secret", "x", "Cookie", "x",
        "X-Api-Key", "x", "CamelMqttTopic", "paywatt/1/reading"));
    headers.put("empty", null);
    long id = house.failed.park(new FailedMessage("r", null, null, null, null, headers, null, new Exception()));
    assertThat(house.failed.get(id).orElseThrow().headers()).isEqualTo(Map.of("CamelMqttTopic", "paywatt/1/reading"));
  }

  @Test void a_body_of_more_than_a_mebibyte_is_cut_and_can_not_be_replayed() {
    FailedDetail detail = house.failed.get(park(new byte[Parking.BODY_LIMIT + 1], null)).orElseThrow();
    assertThat(detail.body()).hasSize(Parking.BODY_LIMIT);
    assertThat(detail.headers()).containsEntry(Parking.CUT_HEADER, "to 1048576 of 1048577 bytes");
    assertThat(detail.replayTo()).isNull();
    assertThat(house.failed.get(park(new byte[Parking.BODY_LIMIT], null)).orElseThrow().replayTo()).isNotNull();
  }

  @Test void whatever_is_too_long_is_cut_and_what_is_missing_does_not_matter() {
    String longText = "读".repeat(200_000);
    long id = house.failed.park(new FailedMessage(longText, longText, longText, null, longText,
        Map.of("a", longText, "b", longText), null, new IllegalStateException(longText)));
    assertThat(house.failed.get(id).orElseThrow().stack()).hasSize(Parking.STACK_LIMIT);
    assertThat(house.failed.park(new FailedMessage(null, null, null, null, null, null, null, null))).isPositive();
  }

  @Test void the_list_runs_newest_first_in_parts_by_state_and_route() {
    long first = park(new byte[0], null);
    long second = park(new byte[0], null);
    long third = park(new byte[0], null);
    house.sql("UPDATE failed_message SET state = 'replayed' WHERE id = ?", second);
    Page<FailedView> part = house.failed.list(FailedFilter.ALL, 2, null);
    assertThat(part.items()).extracting(FailedView::id).containsExactly(third, second);
    Page<FailedView> rest = house.failed.list(FailedFilter.ALL, 2, part.next());
    assertThat(rest.items()).extracting(FailedView::id).containsExactly(first);
    assertThat(rest.next()).isNull();
    assertThat(house.failed.list(of("open", "payment-accept"), 9, null).items()).hasSize(2);
    assertThat(house.failed.list(of(null, "other"), 9, null).items()).isEmpty();
    assertThatThrownBy(() -> house.failed.list(of("done", null), 9, null)).isInstanceOf(Rejected.class)
        .hasMessageContaining("'done'");
    assertThatThrownBy(() -> house.failed.list(FailedFilter.ALL, 9, "x")).isInstanceOf(Rejected.class);
  }

  @Test void failures_of_one_cause_are_one_group_whatever_ids_they_name() {
    park(new byte[0], new IllegalArgumentException("Meter 14220011 at 2026-11-23T08:15:00Z has no account"));
    park(new byte[0], new IllegalArgumentException("Meter 977 at 2026-11-24T09:00:00Z has no account"));
    long newest = park(new byte[0],
        new IllegalArgumentException("Meter a1b2c3d4-0000-4000-8000-00000000beef at now has no account"));
    park(new byte[0], new IllegalStateException("Meter 977 at 2026-11-24T09:00:00Z has no account"));
    long gone = park(new byte[0], new IllegalStateException("gone"));
    house.sql("UPDATE failed_message SET state = 'replayed' WHERE id = ?", gone);
    assertThat(house.failed.groups()).hasSize(3);
    FailedGroup group = house.failed.groups().get(0);
    assertThat(group.count()).isEqualTo(2);
    assertThat(group.route()).isEqualTo("payment-accept");
    assertThat(group.message()).startsWith("Meter # at #").endsWith("has no account");
    assertThat(house.failed.groups()).extracting(FailedGroup::message).contains("Meter # at now has no account");
    assertThat(house.failed.groups()).extracting(FailedGroup::newestId).contains(newest);
  }

  private static FailedFilter of(String state, String route) {
    return new FailedFilter(state, route, null, null, null, null, null, null, null, null, null);
  }

  private static long park(byte[] body, Throwable error) {
    return house.failed.park(new FailedMessage("payment-accept", "credit-account",
        "routes/payments/payment-accept.camel.yaml:12", "payment-accept", "application/json", Map.of(), body, error));
  }
}
