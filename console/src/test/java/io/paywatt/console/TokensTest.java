package io.paywatt.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens over the API, each answer as it is documented. */
class TokensTest {
  private static final String OF_METER = "/api/v1/meters/{serial}/tokens";
  private static TestHub hub;

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_tokens");
    hub.client.send(hub.client.request("/api/v1/imports").header("Content-Type", "text/csv").POST(BodyPublishers.ofString("""
        site,room,account,holder,phone,locale,meter,make,tariff,opening_balance,register_wh,multiplier
        North,1,A-1,Ann,,en,07123456789,sts,flat,0,0,1
        North,2,A-2,Bob,,en,M-2,native,flat,0,0,1
        """)));
  }

  @AfterAll static void stop() {
    hub.close();
  }

  @Test void a_management_token_is_asked_for_and_listed() {
    var asked = hub.client.postJson("/api/v1/meters/07123456789/tokens", "{\"kind\":\"power-limit\",\"value\":5000}");
    assertThat(asked.statusCode()).isEqualTo(202);
    JsonNode token = Documented.holds(OF_METER, "post", asked);
    assertThat(token.path("state").asText()).isEqualTo("waiting");
    JsonNode list = Documented.holds(OF_METER, "get", hub.client.get("/api/v1/meters/07123456789/tokens"));
    assertThat(list.at("/items/0/command")).isEqualTo(token.path("command"));
  }

  @Test void what_can_not_be_asked_for_is_explained() {
    assertThat(Documented.holds(OF_METER, "post", hub.client.postJson("/api/v1/meters/M-2/tokens", "{\"kind\":\"clear-credit\"}"))
        .path("detail").asText()).contains("make native");
    assertThat(Documented.holds(OF_METER, "post", hub.client.postJson("/api/v1/meters/07123456789/tokens",
        "{\"kind\":\"credit\"}")).path("detail").asText()).contains("allowed: power-limit");
    assertThat(Documented.holds("/api/v1/payments/{id}/token", "get", hub.client.get("/api/v1/payments/99/token"))
        .path("detail").asText()).contains("makes no token");
    assertThat(Documented.holds("/api/v1/payments/{id}/token/resend", "post",
        hub.client.postJson("/api/v1/payments/99/token/resend", "{}")).path("status").asInt()).isEqualTo(404);
  }
}
