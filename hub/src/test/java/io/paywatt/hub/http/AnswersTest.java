package io.paywatt.hub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

  @Test
  void a_fault_of_the_sender_is_told_with_its_status() {
    assertThat(statusOf(new Rejected(422, "amount is -5"))).isEqualTo(422);
    assertThat(exchange.getMessage().getBody(String.class)).contains("amount is -5");
  }

  @Test
  void a_provider_whose_answer_was_refused_is_no_fault_of_the_sender() {
    assertThat(statusOf(new Unavailable("not to be trusted", new Rejected(401, "the signature does not match"))))
        .isEqualTo(503);
    assertThat(exchange.getMessage().getBody(String.class)).doesNotContain("signature");
  }

  private int statusOf(Exception caught) {
    exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, caught);
    new Answers().rejected(exchange);
    return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
  }
}
