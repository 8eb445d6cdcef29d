package io.paywatt.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.payment.PaymentNotice;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class NoticeConvertersTest {
  private static final PaymentNotice NOTICE = new PaymentNotice("standard", "T-1", null, "202311220001",
      new Money(5_000, "CNY"), Instant.parse("2026-11-28T08:00:00Z"), null, "{\"电\":1}".getBytes(StandardCharsets.UTF_8));

  @Test
  void a_route_that_looks_at_a_notice_between_source_and_door_sees_its_json() throws Exception {
    try (var camel = new DefaultCamelContext()) {
      camel.start();
      var exchange = new DefaultExchange(camel);
      exchange.getMessage().setBody(NOTICE);
      String json = new String(NOTICE.toJson(), StandardCharsets.UTF_8);

      assertThat(exchange.getMessage().getBody(String.class)).isEqualTo(json).contains("\"transactionId\":\"T-1\"");
      assertThat(exchange.getMessage().getBody(byte[].class)).isEqualTo(NOTICE.toJson());
      assertThat(exchange.getMessage().getBody(InputStream.class)).hasBinaryContent(NOTICE.toJson());
    }
  }
}
