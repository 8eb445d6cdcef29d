package io.paywatt.adapter.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ProviderServer;
import io.paywatt.adapter.ProviderServer.Request;
import io.paywatt.adapter.ProviderServer.Response;
import io.paywatt.adapter.RunningKamelet;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Unavailable;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** The shipped kamelet against a vending gateway on the wire. */
class VendingGatewayTest {
  private static final String SECRET = "a-token-of-the-gateway";
  private static final String REQUEST = "{\"key\":\"credit:payment:17\",\"meter\":\"07123456789\",\"kind\":\"credit\","
      + "\"class\":0,\"subclass\":0,\"energyWh\":83300}";
  private static final String ISSUED = "{\"tokens\":[\"2371 6100 5011 8319 4197\"],\"reference\":\"v-1\"}";

  @Test
  void a_token_is_asked_for_under_the_key_of_its_payment_with_the_secret_of_the_gateway() throws Exception {
    try (ProviderServer gateway = server(201, ISSUED)) {
      JsonNode answer = call(gateway.url() + "/api/", REQUEST);
      assertThat(answer.toString()).isEqualTo("{\"state\":\"issued\",\"reference\":\"v-1\",\"tokens\":[\"2371 6100 5011 8319 4197\"]}");
      Request request = gateway.requests().get(0);
      assertThat(request.path()).isEqualTo("/api/v1/tokens");
      assertThat(request.headers()).containsEntry("Authorization", "Bearer " + SECRET)
          .containsEntry("Idempotency-Key", "credit:payment:17");
      assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo(REQUEST);
    }
  }

  @Test
  void a_refusal_is_told_with_its_reason_and_what_may_pass_is_asked_again() throws Exception {
    for (int status : new int[] {400, 404, 422}) {
      try (ProviderServer gateway = server(status, "{\"detail\":\"meter is not known\"}")) {
        assertThat(call(gateway.url(), REQUEST).toString()).isEqualTo("{\"state\":\"refused\",\"reason\":\"the vending gateway"
            + " answered " + status + ": meter is not known\"}");
      }
    }
    for (int status : new int[] {401, 403, 409, 429, 500, 503}) {
      try (ProviderServer gateway = server(status, "")) {
        assertThatThrownBy(() -> call(gateway.url(), REQUEST)).isInstanceOf(Unavailable.class)
            .hasMessageContaining("answered " + status).hasMessageNotContaining(SECRET);
      }
    }
  }

  @Test
  void an_answer_that_holds_no_token_is_no_answer() {
    for (String body : new String[] {"", "[]", "{}", "{\"tokens\":[]}", "{\"tokens\":[5]}", "{\"tokens\":[\"123\"]}",
        "{\"tokens\":[\"23716100501183194197\",1]}"}) {
      try (ProviderServer gateway = server(200, body)) {
        assertThatThrownBy(() -> call(gateway.url(), REQUEST)).as(body).isInstanceOf(Unavailable.class)
            .hasMessageContaining("can't be used");
      }
    }
    ProviderServer gone = server(200, "");
    gone.close();
    assertThatThrownBy(() -> call(gone.url(), REQUEST)).isInstanceOf(Unavailable.class).hasMessageContaining("did not answer");
  }

  @Test
  void without_a_gateway_tokens_wait_and_a_wrong_key_is_named() {
    assertThatThrownBy(() -> call(null, REQUEST)).isInstanceOf(Unavailable.class).hasMessageContaining("paywatt.sts.*");
    assertThatThrownBy(() -> new StsSettings("gateway", SECRET)).hasMessageContaining("paywatt.sts.base-url is gateway");
    assertThatThrownBy(() -> new VendingGateway(new StsSettings("http://x", "short"))).hasMessageContaining("paywatt.sts.token")
        .hasMessageNotContaining("short,");
  }

  private static ProviderServer server(int status, String body) {
    return new ProviderServer(request -> new Response(status, Map.of("Content-Type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode call(String url, String request) throws Exception {
    VendingGateway gateway = new VendingGateway(url == null ? null : new StsSettings(url, SECRET));
    try (RunningKamelet kamelet = new RunningKamelet(Map.of("vendingGateway", gateway), new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:ask").to("kamelet:sts-token-action");
      }
    }, 1024); var producer = kamelet.context().createProducerTemplate()) {
      var exchange = producer.send("direct:ask", it -> it.getMessage().setBody(request));
      if (exchange.getException() != null) {
        throw exchange.getException();
      }
      return StrictJson.object(exchange.getMessage().getBody(byte[].class), "the answer");
    }
  }
}
