package io.paywatt.adapter.mpesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.ProviderServer;
import io.paywatt.adapter.ProviderServer.Request;
import io.paywatt.adapter.ProviderServer.Response;
import io.paywatt.adapter.RunningKamelet;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** The shipped kamelets mpesa-order-action and mpesa-query-action against a provider on the wire. */
class MpesaCallsTest {
  private static final String PUSHED = "{\"MerchantRequestID\":\"m1\",\"CheckoutRequestID\":\"ws_CO_1\",\"ResponseCode\":\"0\","
      + "\"ResponseDescription\":\"ok\",\"CustomerMessage\":\"Enter your PIN\"}";
  private final AtomicInteger tokens = new AtomicInteger();

  @Test
  void the_password_is_that_of_the_published_vector() {
    assertThat(MpesaPush.password("174379", MpesaFixture.PASSKEY, "20261123120000")).isEqualTo(Vectors.signature("M1_password"));
  }

  @Test
  void a_top_up_becomes_a_push_in_whole_shillings() throws Exception {
    try (ProviderServer mpesa = server(request -> ok(PUSHED))) {
      JsonNode client = StrictJson.MAPPER.readTree(call(mpesa, false, "order", MpesaFixture.TOPUP));
      assertThat(client.path("checkoutRequestId").asText()).isEqualTo("ws_CO_1");
      Request push = mpesa.requests().get(1);
      assertThat(push.path()).isEqualTo("/mpesa/stkpush/v1/processrequest");
      assertThat(push.headers().get("Authorization")).isEqualTo("Bearer token-1");
      JsonNode body = StrictJson.MAPPER.readTree(push.body());
      assertThat(body.path("Timestamp").asText()).isEqualTo("20261123070000");
      assertThat(body.path("Password").asText()).isEqualTo(MpesaPush.password("174379", MpesaFixture.PASSKEY, "20261123070000"));
      assertThat(body.path("Amount").isIntegralNumber()).isTrue();
      assertThat(body.path("Amount").asLong()).isEqualTo(50);
      assertThat(body.path("PhoneNumber").asText()).isEqualTo("254712345678");
      assertThat(body.path("AccountReference").asText()).isEqualTo("ABCDEFGHIJKL");
      assertThat(body.path("TransactionDesc").asText()).hasSizeLessThanOrEqualTo(13);
      assertThat(body.path("CallBackURL").asText()).isEqualTo("https://pay.example.com/webhooks/mobile/" + MpesaFixture.TOKEN
          + "/stk/" + MpesaFixture.ORDER).doesNotContainIgnoringCase("mpesa");
    }
  }

  @Test
  void what_mpesa_cannot_take_is_rejected_by_name_before_anything_is_sent() throws Exception {
    try (ProviderServer mpesa = server(request -> ok(PUSHED))) {
      for (List<String> wrong : List.of(List.of("5000", "5001", "amount"), List.of("KES", "CNY", "currency"),
          List.of("254712345678", "0712345678", "payer.phone"), List.of("\"method\":null", "\"method\":\"native\"", "method"))) {
        assertThatThrownBy(() -> call(mpesa, false, "order", MpesaFixture.TOPUP.replace(wrong.get(0), wrong.get(1))))
            .isInstanceOf(Rejected.class).hasMessageContaining(wrong.get(2));
      }
      assertThat(mpesa.requests()).isEmpty();
    }
  }

  @Test
  void an_access_token_is_fetched_once_for_many_and_again_when_mpesa_has_forgotten_it() throws Exception {
    AtomicInteger forgotten = new AtomicInteger();
    try (ProviderServer mpesa = server(request -> request.headers().get("Authorization").equals("Bearer token-1")
        && forgotten.get() > 0 ? error(404, "404.001.03") : ok(PUSHED));
        RunningKamelet running = running(MpesaFixture.pay(mpesa.url(), false))) {
      IntStream.range(0, 16).parallel().forEach(i -> send(running, "order", MpesaFixture.TOPUP));
      assertThat(tokens).hasValue(1);
      forgotten.set(1);
      assertThat(send(running, "order", MpesaFixture.TOPUP)).contains("ws_CO_1");
      assertThat(tokens).hasValue(2);
    }
  }

  @Test
  void a_token_that_is_refused_twice_is_given_up() throws Exception {
    try (ProviderServer mpesa = server(request -> error(404, "404.001.03"))) {
      assertThatThrownBy(() -> call(mpesa, false, "order", MpesaFixture.TOPUP)).isInstanceOf(Unavailable.class);
      assertThat(mpesa.requests()).hasSize(4);
    }
  }

  @Test
  void refusals_are_sorted_by_what_helps() throws Exception {
    try (ProviderServer mpesa = server(request -> error(400, "400.002.02"))) {
      assertThatThrownBy(() -> call(mpesa, false, "order", MpesaFixture.TOPUP)).isInstanceOf(Rejected.class).hasMessageContaining("400.002.02");
    }
    for (int status : new int[] {429, 500, 503}) {
      try (ProviderServer mpesa = server(request -> error(status, "500.003.02"))) {
        assertThatThrownBy(() -> call(mpesa, false, "order", MpesaFixture.TOPUP)).isInstanceOf(Unavailable.class);
      }
    }
    try (RunningKamelet running = running(MpesaFixture.pay("http://127.0.0.1:1", false))) {
      assertThatThrownBy(() -> send(running, "order", MpesaFixture.TOPUP)).isInstanceOf(Unavailable.class);
    }
  }

  @Test
  void a_push_that_ended_with_0_proves_the_payment_of_its_order() throws Exception {
    JsonNode answer = queried("0", client());
    assertThat(answer.path("state").asText()).isEqualTo("paid");
    JsonNode notice = answer.path("notice");
    assertThat(notice.path("transactionId").asText()).isEqualTo("ws_CO_1");
    assertThat(notice.path("orderId").asText()).isEqualTo(MpesaFixture.ORDER);
    assertThat(notice.path("amount").asLong()).isEqualTo(5000);
    assertThat(notice.path("paidAt").asText()).isEqualTo("2026-11-23T04:00:00Z");
  }

  @Test
  void other_ends_of_a_push_are_no_payment() throws Exception {
    for (Map.Entry<String, String> end : Map.of("1", "closed", "1032", "closed", "2001", "closed", "1037", "unpaid",
        "1019", "unpaid", "4999", "unpaid").entrySet()) {
      assertThat(queried(end.getKey(), client()).path("state").asText()).as(end.getKey()).isEqualTo(end.getValue());
    }
    try (ProviderServer mpesa = server(request -> error(500, "500.001.1001"))) {
      assertThat(call(mpesa, false, "query", query(client()))).contains("\"unknown\"");
    }
  }

  @Test
  void a_push_of_another_order_or_amount_proves_nothing() throws Exception {
    ObjectNode cheap = client();
    for (String change : List.of("order", "amount", "checkoutRequestId", "requestedAt", "proof")) {
      ObjectNode forged = cheap.deepCopy();
      forged.put(change, change.equals("amount") ? "500000" : "PW20261123ZZZZZZZZZZZZ");
      assertThat(queried("0", forged).path("state").asText()).as(change).isEqualTo("unknown");
    }
    try (ProviderServer mpesa = server(request -> ok(PUSHED))) {
      String other = query(cheap).replace("\"orderId\":\"" + MpesaFixture.ORDER, "\"orderId\":\"PW20261123ZZZZZZZZZZZZ");
      assertThat(call(mpesa, false, "query", other)).contains("\"unknown\"");
      assertThat(call(mpesa, false, "query", query(null))).contains("\"unknown\"");
      assertThat(mpesa.requests()).as("nothing was worth asking").isEmpty();
    }
  }

  @Test
  void a_payment_at_the_pay_bill_is_proved_by_the_status_that_mpesa_tells() throws Exception {
    StringBuilder asked = new StringBuilder();
    try (ProviderServer mpesa = server(request -> {
      asked.append(new String(request.body(), StandardCharsets.UTF_8));
      return ok("{\"ResponseCode\":\"0\",\"ConversationID\":\"AG_1\"}");
    }); RunningKamelet running = running(MpesaFixture.pay(mpesa.url(), true))) {
      String query = "{\"orderId\":null,\"transactionId\":\"SKN7ABCDE1\",\"amount\":5000,\"currency\":\"KES\",\"meter\":null,\"client\":"
          + confirmed() + "}";
      assertThat(send(running, "query", query)).contains("\"unknown\"");
      JsonNode request = StrictJson.MAPPER.readTree(asked.toString());
      assertThat(request.path("TransactionID").asText()).isEqualTo("SKN7ABCDE1");
      URI back = URI.create(request.path("ResultURL").asText());
      assertThat(told(running, back.getPath().replaceFirst(".$", "x"), "50")).isEqualTo(404);
      assertThat(told(running, back.getPath(), "49")).isEqualTo(200);
      assertThat(send(running, "query", query)).contains("\"unknown\"").contains("4900");
      assertThat(told(running, back.getPath(), "50")).isEqualTo(200);
      JsonNode notice = StrictJson.MAPPER.readTree(send(running, "query", query)).path("notice");
      assertThat(notice.path("transactionId").asText()).isEqualTo("SKN7ABCDE1");
      assertThat(notice.path("meter").asText()).isEqualTo("14200000012");
      assertThat(notice.path("paidAt").asText()).isEqualTo("2026-11-23T04:00:01Z");
    }
  }

  @Test
  void a_receipt_from_anywhere_else_is_not_even_asked_about() throws Exception {
    try (ProviderServer mpesa = server(request -> ok("{}"))) {
      String query = "{\"orderId\":null,\"transactionId\":\"SKN7ABCDE1\",\"amount\":5000,\"currency\":\"KES\",\"meter\":\"14200000012\",\"client\":";
      assertThat(call(mpesa, true, "query", query + "null}")).contains("\"unknown\"");
      assertThat(call(mpesa, true, "query", query + confirmed().replace("5000", "500000") + "}")).contains("\"unknown\"");
      assertThat(call(mpesa, false, "query", query + confirmed() + "}")).contains("paywatt.mpesa.initiator");
      assertThat(mpesa.requests()).isEmpty();
    }
  }

  private JsonNode queried(String code, JsonNode client) throws Exception {
    try (ProviderServer mpesa = server(request -> ok("{\"ResponseCode\":\"0\",\"ResponseDescription\":\"ok\",\"MerchantRequestID\":\"m1\","
        + "\"CheckoutRequestID\":\"ws_CO_1\",\"ResultCode\":\"" + code + "\",\"ResultDesc\":\"x\"}"))) {
      return StrictJson.MAPPER.readTree(call(mpesa, false, "query", query(client)));
    }
  }

  private ObjectNode client() throws Exception {
    try (ProviderServer mpesa = server(request -> ok(PUSHED))) {
      return (ObjectNode) StrictJson.MAPPER.readTree(call(mpesa, false, "order", MpesaFixture.TOPUP));
    }
  }

  private static String confirmed() {
    byte[] claim = new MpesaClaims(MpesaFixture.settings("http://x", true), MpesaFixture.known(),
        new MpesaProof(() -> MpesaFixture.PASSKEY), Vectors.CLOCK)
        .confirmation(MpesaFixture.payBill("14200000012", "50").getBytes(StandardCharsets.UTF_8));
    return StrictJson.object(claim, "the claim").get("client").toString();
  }

  private static String query(JsonNode client) {
    return "{\"orderId\":\"" + MpesaFixture.ORDER + "\",\"transactionId\":\"SKN7ABCDE1\",\"amount\":5000,\"currency\":\"KES\","
        + "\"meter\":\"14200000012\",\"client\":" + client + "}";
  }

  private static int told(RunningKamelet running, String path, String amount) throws Exception {
    String body = "{\"Result\":{\"ResultType\":0,\"ResultCode\":0,\"ResultDesc\":\"ok\",\"TransactionID\":\"X\",\"ResultParameters\":{"
        + "\"ResultParameter\":[{\"Key\":\"DebitPartyCharges\"},{\"Key\":\"TransactionStatus\",\"Value\":\"Completed\"},{\"Key\":\"Amount\","
        + "\"Value\":" + amount + "},{\"Key\":\"ReceiptNo\",\"Value\":\"SKN7ABCDE1\"},{\"Key\":\"CreditPartyName\",\"Value\":\"174379 - Us\"}]}}}";
    return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + path))
        .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private ProviderServer server(Function<Request, Response> api) {
    return new ProviderServer(request -> request.path().equals("/oauth/v1/generate")
        ? ok("{\"access_token\":\"token-" + tokens.incrementAndGet() + "\",\"expires_in\":\"3599\"}") : api.apply(request));
  }

  private static Response ok(String body) {
    return new Response(200, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
  }

  private static Response error(int status, String code) {
    return new Response(status, Map.of(), ("{\"requestId\":\"1\",\"errorCode\":\"" + code + "\",\"errorMessage\":\"no\"}").getBytes());
  }

  private static String call(ProviderServer mpesa, boolean initiator, String operation, String body) throws Exception {
    try (RunningKamelet running = running(MpesaFixture.pay(mpesa.url(), initiator))) {
      return send(running, operation, body);
    }
  }

  private static String send(RunningKamelet running, String operation, String body) {
    Exchange exchange = running.context().createProducerTemplate().request("direct:" + operation,
        it -> it.getMessage().setBody(body));
    if (exchange.getException() instanceof RuntimeException fault) {
      throw fault;
    }
    return exchange.getMessage().getBody(String.class);
  }

  private static RunningKamelet running(MpesaPay pay) throws Exception {
    return new RunningKamelet(Map.of("mpesaPay", pay), new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:order").to("kamelet:mpesa-order-action?responseTimeout=2000");
        from("direct:query").to("kamelet:mpesa-query-action?responseTimeout=2000");
        from("kamelet:mpesa-callback-source?door=status").stop();
      }
    }, 65_536);
  }
}
