package io.paywatt.adapter.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ProviderServer;
import io.paywatt.adapter.ProviderServer.Request;
import io.paywatt.adapter.ProviderServer.Response;
import io.paywatt.adapter.RunningKamelet;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.Vectors;
import io.paywatt.adapter.WebhookCall;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.payment.PaymentNotice;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** The shipped action kamelets against a Stripe on the wire. */
class StripeActionsTest {
  private static final String TOPUP = "{\"id\":\"PW1\",\"description\":\"d\",\"amount\":5000,\"currency\":\"CNY\",\"meter\":\"142\"}";
  private static final String QUERY = "{\"orderId\":\"PW20261123000001\",\"transactionId\":null,\"amount\":5000,\"currency\":\"CNY\","
      + "\"meter\":null,\"client\":{\"paymentIntent\":\"pi_1\",\"clientSecret\":\"s\"}}";
  private static final String REFUND = "{\"refundId\":\"RF1\",\"orderId\":\"PW1\",\"transactionId\":\"pi_1\",\"amount\":200,"
      + "\"total\":5000,\"currency\":\"CNY\",\"reason\":\"x\"}";
  private static final String INTENT = StripeFixture.PAID.substring(StripeFixture.PAID.indexOf("{\"id\":\"pi_1\""), StripeFixture.PAID.length() - 2);

  @Test
  void an_order_gives_the_payers_client_what_it_needs_and_leaks_nothing() throws Exception {
    try (ProviderServer stripe = server(200, "{\"id\":\"pi_1\",\"client_secret\":\"pi_1_secret_2\"}")) {
      Exchange exchange = exchange(stripe, "order", TOPUP);
      assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("{\"paymentIntent\":\"pi_1\",\"clientSecret\":\"pi_1_secret_2\"}");
      Request request = stripe.requests().get(0);
      assertThat(request.headers()).containsEntry("Authorization", "Bearer " + StripeFixture.API_KEY)
          .containsEntry("Idempotency-Key", "PW1").doesNotContainKey("Cookie");
      assertThat(exchange.getMessage().getHeaders()).containsEntry("Authorization", "Bearer our-api-token");
    }
  }

  @Test
  void a_paid_order_comes_back_with_the_notice_the_event_would_have_given() throws Exception {
    try (ProviderServer stripe = server(200, INTENT)) {
      JsonNode answer = call(stripe, "query", QUERY);
      assertThat(stripe.requests().get(0).path()).isEqualTo("/v1/payment_intents/pi_1");
      assertThat(answer.path("state").asText()).isEqualTo("paid");
      PaymentNotice queried = PaymentNotice.parse(answer.path("notice").toString().getBytes(StandardCharsets.UTF_8));
      PaymentNotice told = ((StripeEvent.Paid) new StripeEventReader(StripeFixture.settings("http://x"), Vectors.CLOCK)
          .read(new WebhookCall(Map.of("Stripe-Signature", StripeFixture.header(StripeFixture.SECRET,
              Vectors.CLOCK.instant().getEpochSecond(), StripeFixture.PAID.getBytes(StandardCharsets.UTF_8))),
              StripeFixture.PAID.getBytes(StandardCharsets.UTF_8)))).payment();
      assertThat(queried).usingRecursiveComparison().ignoringFields("raw").isEqualTo(told);
    }
  }

  @Test
  void an_order_without_number_is_searched_for() throws Exception {
    try (ProviderServer stripe = server(200, "{\"object\":\"search_result\",\"data\":[" + INTENT.replace("succeeded", "canceled")
        + "," + INTENT + "]}")) {
      assertThat(call(stripe, "query", QUERY.replaceAll("\"client\":.*", "\"client\":null}")).path("state").asText()).isEqualTo("paid");
      assertThat(stripe.requests().get(0).query()).contains("metadata%5B%27out_trade_no%27%5D%3A%27PW20261123000001%27");
    }
    try (ProviderServer stripe = server(200, "{\"object\":\"search_result\",\"data\":[]}")) {
      assertThat(call(stripe, "query", QUERY.replaceAll("\"client\":.*", "\"client\":null}")).path("state").asText()).isEqualTo("unknown");
    }
  }

  @Test
  void other_states_are_told_as_they_are() throws Exception {
    for (Map.Entry<String, String> state : Map.of("canceled", "closed", "processing", "unpaid", "requires_action", "unpaid").entrySet()) {
      try (ProviderServer stripe = server(200, INTENT.replace("succeeded", state.getKey()))) {
        assertThat(call(stripe, "query", QUERY).path("state").asText()).isEqualTo(state.getValue());
      }
    }
    try (ProviderServer stripe = server(404, "{\"error\":{\"code\":\"resource_missing\"}}")) {
      assertThat(call(stripe, "query", QUERY).path("state").asText()).isEqualTo("unknown");
    }
    try (ProviderServer stripe = server(200, INTENT.replace("PW20261123000001", "PW20261123000009"))) {
      assertThat(call(stripe, "query", QUERY).path("state").asText()).as("another order's").isEqualTo("unknown");
    }
  }

  @Test
  void an_order_that_was_paid_meanwhile_is_not_closed() throws Exception {
    try (ProviderServer stripe = server(200, INTENT.replace("succeeded", "canceled"))) {
      assertThat(call(stripe, "close", QUERY).path("state").asText()).isEqualTo("closed");
      assertThat(stripe.requests().get(0).path()).isEqualTo("/v1/payment_intents/pi_1/cancel");
    }
    try (ProviderServer stripe = server(400, "{\"error\":{\"code\":\"payment_intent_unexpected_state\",\"payment_intent\":" + INTENT + "}}")) {
      assertThat(call(stripe, "close", QUERY).path("state").asText()).isEqualTo("paid");
    }
  }

  @Test
  void a_refund_tells_how_it_stands() throws Exception {
    for (List<String> one : List.of(List.of("succeeded", "done"), List.of("pending", "processing"), List.of("failed", "refused"))) {
      try (ProviderServer stripe = server(200, "{\"id\":\"re_1\",\"status\":\"" + one.get(0) + "\"}")) {
        JsonNode answer = call(stripe, "refund", REFUND);
        assertThat(answer.path("state").asText()).isEqualTo(one.get(1));
        assertThat(answer.path("providerRefundId").asText()).isEqualTo("re_1");
        assertThat(stripe.requests().get(0).headers()).containsEntry("Idempotency-Key", "RF1");
      }
    }
    for (List<String> one : List.of(List.of("balance_insufficient", "held"), List.of("charge_already_refunded", "refused"))) {
      try (ProviderServer stripe = server(400, "{\"error\":{\"code\":\"" + one.get(0) + "\"}}")) {
        assertThat(call(stripe, "refund", REFUND).path("state").asText()).isEqualTo(one.get(1));
      }
    }
  }

  @Test
  void a_refund_is_found_by_our_number_or_not_known() throws Exception {
    try (ProviderServer stripe = server(200, "{\"data\":[{\"id\":\"re_0\",\"status\":\"failed\",\"metadata\":{\"refund_id\":\"RF0\"}},"
        + "{\"id\":\"re_1\",\"status\":\"succeeded\",\"metadata\":{\"refund_id\":\"RF1\"}}]}")) {
      assertThat(call(stripe, "refund-query", REFUND).path("providerRefundId").asText()).isEqualTo("re_1");
      assertThat(call(stripe, "refund-query", REFUND.replace("RF1", "RF2")).path("state").asText()).isEqualTo("unknown");
    }
  }

  @Test
  void refusals_are_sorted_by_what_helps() {
    for (int status : new int[] {400, 401, 402, 403}) {
      try (ProviderServer stripe = server(status, "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"x_y\"}}")) {
        assertThatThrownBy(() -> call(stripe, "order", TOPUP)).isInstanceOf(Rejected.class).hasMessageContaining("x_y")
            .hasMessageNotContaining(StripeFixture.API_KEY);
      }
    }
    for (int status : new int[] {409, 429, 500, 503}) {
      try (ProviderServer stripe = server(status, "")) {
        for (String operation : List.of("order", "query", "close", "refund", "refund-query")) {
          String body = operation.equals("order") ? TOPUP : operation.startsWith("refund") ? REFUND : QUERY;
          assertThatThrownBy(() -> call(stripe, operation, body)).as(operation + status).isInstanceOf(Unavailable.class);
        }
      }
    }
  }

  @Test
  void a_refund_event_of_ours_is_handed_on_and_others_are_for_a_person() {
    String ours = "{\"id\":\"re_1\",\"object\":\"refund\",\"amount\":200,\"currency\":\"cny\",\"payment_intent\":\"pi_1\",\"created\":2,"
        + "\"status\":\"succeeded\",\"metadata\":{\"refund_id\":\"RF1\"}}";
    StripeEvent.Refunded refunded = (StripeEvent.Refunded) read("refund.updated", ours);
    JsonNode notice = StrictJson.object(refunded.notice(), "the notice");
    assertThat(notice.path("refundId").asText()).isEqualTo("RF1");
    assertThat(notice.path("state").asText()).isEqualTo("done");
    assertThat(notice.path("amount").asLong()).isEqualTo(200);
    String charge = "{\"id\":\"ch_1\",\"amount_refunded\":300,\"refunds\":{\"data\":[" + ours + ","
        + ours.replace("RF1", "RF0").replace("\"created\":2", "\"created\":1") + "]}}";
    assertThat(StrictJson.object(((StripeEvent.Refunded) read("charge.refunded", charge)).notice(), "n").path("refundId").asText())
        .as("the newest of several").isEqualTo("RF1");
    assertThat(read("refund.created", ours.replace("succeeded", "pending"))).isInstanceOf(StripeEvent.Nothing.class);
    assertThat(read("refund.created", ours.replace("refund_id", "other"))).isInstanceOf(StripeEvent.ForPerson.class);
    assertThat(read("charge.refunded", "{\"id\":\"ch_1\",\"amount_refunded\":300}")).isInstanceOf(StripeEvent.Nothing.class);
  }

  private static StripeEvent read(String type, String object) {
    byte[] body = StripeContractTest.event(type, object).getBytes(StandardCharsets.UTF_8);
    return new StripeEventReader(StripeFixture.settings("http://x"), Vectors.CLOCK).read(new WebhookCall(
        Map.of("Stripe-Signature", StripeFixture.header(StripeFixture.SECRET, Vectors.CLOCK.instant().getEpochSecond(), body)), body));
  }

  private static ProviderServer server(int status, String body) {
    return new ProviderServer(request -> new Response(status, Map.of("Content-Type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode call(ProviderServer stripe, String operation, String body) throws Exception {
    return StrictJson.MAPPER.readTree(exchange(stripe, operation, body).getMessage().getBody(String.class));
  }

  private static Exchange exchange(ProviderServer stripe, String operation, String body) throws Exception {
    StripePay pay = new StripePay(StripeFixture.settings(stripe.url()), Vectors.CLOCK, message -> { });
    try (RunningKamelet running = new RunningKamelet(Map.of("stripePay", pay), new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:it").to("kamelet:stripe-" + operation + "-action?responseTimeout=2000");
      }
    }, 65_536)) {
      Exchange exchange = running.context().createProducerTemplate().request("direct:it", request -> {
        request.getMessage().setHeaders(new HashMap<>(Map.of("Authorization", "Bearer our-api-token", "Cookie", "a=b")));
        request.getMessage().setBody(body);
      });
      if (exchange.getException() != null) {
        throw exchange.getException();
      }
      return exchange;
    }
  }
}
