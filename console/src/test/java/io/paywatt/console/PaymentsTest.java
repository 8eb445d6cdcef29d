package io.paywatt.console;

import java.nio.charset.StandardCharsets;
import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.inquiry.Inquiries;
import io.paywatt.ledger.inquiry.InquirySettings;
import io.paywatt.ledger.payment.TopupSettings;
import io.paywatt.ledger.payment.Topups;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Payments, orders and claims as support staff see them. */
class PaymentsTest {
  private static TestHub hub;
  private static Inquiries inquiries;

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_payments");
    Imported.twoAccounts(hub);
    inquiries = new Inquiries(hub.store, InquirySettings.defaults(), (provider, operation) -> false);
  }

  @AfterAll static void stop() {
    hub.close();
  }

  @Test void an_order_is_listed_and_followed_by_its_number() {
    var topups = new Topups(hub.store, new TopupSettings("CNY", 1, 1_000_000, List.of("wechat")), inquiries);
    String request = "{\"meter\":\"142400000301\",\"amount\":5000,\"currency\":\"CNY\",\"provider\":\"wechat\"}";
    String id = topups.begin("key-1", request.getBytes(StandardCharsets.UTF_8)).id();
    topups.finish(id, "{}");
    JsonNode list = Documented.holds("/api/v1/payments", "get", hub.client.get("/api/v1/payments?state=ordered"));
    assertThat(list.at("/items/0/id").asText()).isEqualTo(id);
    JsonNode order = Documented.holds("/api/v1/payments/{id}", "get", hub.client.get("/api/v1/payments/" + id));
    assertThat(order.path("steps").findValuesAsText("step"))
        .containsExactly("ordered", "paid", "received", "posted", "sent", "acknowledged", "receipt");
  }

  @Test void a_claim_is_listed_and_followed_by_its_number() {
    long claim = inquiries.claim(("{\"provider\":\"mpesa\",\"transactionId\":\"NLJ7RT61SV\",\"meter\":\"142400000301\","
        + "\"source\":\"mpesa-callback\"}").getBytes(StandardCharsets.UTF_8)).inquiryId();
    JsonNode list = Documented.holds("/api/v1/payments", "get",
        hub.client.get("/api/v1/payments?state=claimed&q=NLJ7RT61SV"));
    assertThat(list.at("/items/0/id").asText()).isEqualTo("claim-" + claim);
    JsonNode one = Documented.holds("/api/v1/payments/{id}", "get", hub.client.get("/api/v1/payments/claim-" + claim));
    assertThat(one.path("state").asText()).isEqualTo("claimed");
    assertThat(one.path("amount").isNull()).isTrue();
  }

  @Test void wrong_questions_are_named() {
    assertThat(hub.client.get("/api/v1/payments/4711").statusCode()).isEqualTo(404);
    for (String query : List.of("state=lost", "late=yes", "limit=0", "after=x")) {
      var answer = hub.client.get("/api/v1/payments?" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(400);
      assertThat(Documented.holds("/api/v1/payments", "get", answer).path("detail").asText())
          .contains(query.replaceAll("=.*", ""));
    }
    assertThat(Documented.holds("/api/v1/payments", "get", hub.client.get("/api/v1/payments?late=true")).path("items"))
        .isEmpty();
  }
}
