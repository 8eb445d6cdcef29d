package io.paywatt.console;

import java.nio.charset.StandardCharsets;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.payment.TopupSettings;
import io.paywatt.ledger.payment.Topups;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How far a top-up has come, and whether the books are right. */
class TopupsAndBooksTest {
  private static TestHub hub;

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_topups");
    Imported.twoAccounts(hub);
  }

  @AfterAll static void stop() {
    hub.close();
  }

  @Test void timeline_shows_an_ordered_topup_that_waits_for_the_payment() {
    var topups = new Topups(hub.store, new TopupSettings("CNY", 1, 1_000_000, java.util.List.of("wechat", "standard")));
    String request = "{\"meter\":\"142400000301\",\"amount\":5000,\"currency\":\"CNY\",\"provider\":\"wechat\"}";
    String id = topups.begin("key-1", request.getBytes(StandardCharsets.UTF_8)).id();
    JsonNode answer = TestClient.json(topups.finish(id, "{\"prepay\":\"1\"}"));
    Documented.fits(Documented.DOCUMENT.at("/paths/~1api~1v1~1topups/post/responses/201/content/application~1json/schema"), answer);

    JsonNode topup = Documented.holds("/api/v1/topups/{id}", "get", hub.client.get("/api/v1/topups/" + id));
    assertThat(topup.path("steps").findValuesAsText("step"))
        .containsExactly("ordered", "paid", "posted", "sent", "acknowledged", "notified");
    assertThat(topup.path("steps").path(0).path("state").asText()).isEqualTo("done");
    assertThat(topup.path("steps").path(1).path("state").asText()).isEqualTo("pending");
  }

  @Test void books_are_right_until_a_balance_is_touched() {
    JsonNode right = Documented.holds("/api/v1/books", "get", hub.client.get("/api/v1/books"));
    assertThat(right.path("ok").asBoolean()).isTrue();
    hub.store.inTransaction(handle -> handle.execute("UPDATE balance SET amount = amount + 1"));
    JsonNode wrong = Documented.holds("/api/v1/books", "get", hub.client.get("/api/v1/books"));
    assertThat(wrong.path("ok").asBoolean()).isFalse();
    assertThat(wrong.path("problems").toString()).contains("A-0301");
  }
}
