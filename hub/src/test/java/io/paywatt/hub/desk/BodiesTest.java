package io.paywatt.hub.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.payment.PaymentNotice;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class BodiesTest {
  private final DefaultExchange exchange = new DefaultExchange(new DefaultCamelContext());

  @Test
  void a_notice_is_kept_as_its_own_json() {
    PaymentNotice notice = new PaymentNotice("standard", "t1", null, "M-1", new Money(5000, "CNY"),
        Instant.parse("2026-11-23T08:15:00Z"), null, "{}".getBytes(UTF_8));
    assertThat(Bodies.bytes(exchange, notice)).isEqualTo(notice.toJson());
  }

  @Test
  void data_without_a_converter_of_its_own_is_kept_as_json() {
    assertThat(Bodies.bytes(exchange, Map.of("meter", "M-1"))).asString().isEqualTo("{\"meter\":\"M-1\"}");
    assertThat(Bodies.bytes(exchange, List.of(1, 2))).asString().isEqualTo("[1,2]");
    assertThat(Bodies.bytes(exchange, new Money(5000, "CNY"))).asString().contains("5000").startsWith("{");
  }

  @Test
  void text_stays_as_it_came_and_nothing_is_empty() {
    assertThat(Bodies.bytes(exchange, "电费")).isEqualTo("电费".getBytes(UTF_8));
    assertThat(Bodies.bytes(exchange, null)).isEmpty();
  }
}
