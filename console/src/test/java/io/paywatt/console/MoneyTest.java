package io.paywatt.console;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.payment.IntakeSettings;
import io.paywatt.ledger.payment.PaymentIntake;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Suspense, moves and refunds over the API, each answer as it is documented. */
class MoneyTest {
  private static final String MOVES = "/api/v1/payments/{id}/reallocations";
  private static final String REFUNDS = "/api/v1/payments/{id}/refunds";
  private static final String REFUND = REFUNDS + "/{refundId}";
  private static TestHub hub;
  private static PaymentIntake intake;
  private static int number;

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_money");
    intake = new PaymentIntake(hub.store, new CreditDesk(new CreditRules(List.of(1000L), 0, Duration.ofHours(24), null, null,
        ZoneId.of("Asia/Shanghai"))), new IntakeSettings("CNY"));
    HttpResponse<String> imported = hub.client.send(hub.client.request("/api/v1/imports").header("Content-Type", "text/csv")
        .POST(BodyPublishers.ofString("""
            site,room,account,holder,phone,locale,meter,make,tariff,opening_balance,register_wh,multiplier
            North,1,A-1,Ann,,en,M-1,native,flat,0,0,1
            North,2,A-2,Bob,,en,M-2,native,flat,0,0,1
            """)));
    assertThat(imported.statusCode()).isEqualTo(201);
  }

  @AfterAll static void stop() {
    hub.close();
  }

  @AfterEach void books() {
    assertThat(TestClient.json(hub.client.get("/api/v1/books")).path("ok").asBoolean()).isTrue();
  }

  @Test void money_without_a_place_is_listed_given_to_somebody_and_moved_to_where_it_belongs() {
    long payment = pay("wechat", "NOBODY", 700);
    JsonNode list = Documented.holds("/api/v1/suspense", "get",
        hub.client.get("/api/v1/suspense?kind=unknown-meter&owner=none&provider=wechat"));
    assertThat(list.path("items").findValuesAsText("payment")).contains(String.valueOf(payment));
    JsonNode owned = Documented.holds("/api/v1/suspense/{id}/owner", "post",
        hub.client.postJson("/api/v1/suspense/" + payment + "/owner", "{\"owner\":\"anna\"}"));
    assertThat(owned.path("owner").asText()).isEqualTo("anna");
    HttpResponse<String> moved = post(MOVES, payment, "move-" + payment, "{\"meter\":\"M-2\",\"reason\":\"lives there\"}");
    assertThat(moved.statusCode()).isEqualTo(201);
    assertThat(Documented.holds(MOVES, "post", moved).at("/to/account").asText()).isEqualTo("A-2");
    HttpResponse<String> again = post(MOVES, payment, "move-" + payment, "{\"meter\":\"M-2\",\"reason\":\"lives there\"}");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(moved.body());
    JsonNode one = Documented.holds("/api/v1/suspense/{id}", "get", hub.client.get("/api/v1/suspense/" + payment));
    assertThat(one.at("/item/open").asLong()).isZero();
    assertThat(one.path("reallocations")).hasSize(1);
    assertThat(Documented.holds(MOVES, "get", hub.client.get("/api/v1/payments/" + payment + "/reallocations")).path("items"))
        .hasSize(1);
  }

  @Test void a_refund_is_asked_for_shown_and_explained_when_it_is_too_much() {
    long payment = pay("wechat", "M-1", 5000);
    HttpResponse<String> asked = post(REFUNDS, payment, "r-" + payment, "{\"amount\":2000,\"reason\":\"moved out\"}");
    assertThat(asked.statusCode()).isEqualTo(201);
    String id = Documented.holds(REFUNDS, "post", asked).path("id").asText();
    assertThat(Documented.holds(REFUND, "get", hub.client.get("/api/v1/payments/" + payment + "/refunds/" + id))
        .path("state").asText()).isEqualTo("requested");
    assertThat(Documented.holds(REFUNDS, "get", hub.client.get("/api/v1/payments/" + payment + "/refunds")).path("items"))
        .hasSize(1);
    HttpResponse<String> more = post(REFUNDS, payment, "more-" + payment, "{\"amount\":3001,\"reason\":\"moved out\"}");
    assertThat(more.statusCode()).isEqualTo(409);
    assertThat(Documented.holds(REFUNDS, "post", more).path("detail").asText())
        .contains("paid 5000 CNY, refunded or on the way 2000 CNY", "at most 3000 CNY");
    assertThat(post(MOVES, payment, "m-" + payment, "{\"account\":\"A-2\",\"reason\":\"x\"}").statusCode()).isEqualTo(409);
    assertThat(post(REFUND + "/done", payment, id, null, "{\"reference\":\"r\"}").statusCode()).isEqualTo(409);
  }

  @Test void a_refund_by_hand_is_closed_or_given_back() {
    long payment = pay("standard", "M-1", 900);
    String first = refundByHand(payment, 400);
    JsonNode done = Documented.holds(REFUND + "/done", "post",
        post(REFUND + "/done", payment, first, null, "{\"reference\":\"receipt 17\"}"));
    assertThat(done.path("state").asText()).isEqualTo("done");
    String second = refundByHand(payment, 500);
    assertThat(post(REFUND + "/retry", payment, second, null, "{}").statusCode()).isEqualTo(409);
    JsonNode refused = Documented.holds(REFUND + "/refused", "post",
        post(REFUND + "/refused", payment, second, null, "{\"reason\":\"payer found\"}"));
    assertThat(refused.path("refunded").asLong()).isEqualTo(400);
  }

  @Test void a_held_refund_of_a_provider_that_takes_refunds_is_sent_by_retry() {
    long payment = pay("wechat", "M-1", 100);
    JsonNode held = Documented.holds(REFUNDS, "post",
        post(REFUNDS, payment, "h-" + payment, "{\"reason\":\"cash\",\"byHand\":true}"));
    assertThat(held.path("state").asText()).isEqualTo("held");
    JsonNode sent = Documented.holds(REFUND + "/retry", "post",
        post(REFUND + "/retry", payment, held.path("id").asText(), null, "{}"));
    assertThat(sent.path("nextCall").isNull()).isFalse();
    assertThat(sent.path("byHand").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "refunds       | {\"amount\":50.0,\"reason\":\"x\"}    | 422 | amount",
      "refunds       | {\"amount\":\"50\",\"reason\":\"x\"}  | 422 | amount",
      "refunds       | {\"amount\":1e2,\"reason\":\"x\"}     | 422 | amount",
      "refunds       | {\"amount\":-1,\"reason\":\"x\"}      | 422 | amount",
      "refunds       | {\"amount\":9223372036854775808,\"reason\":\"x\"} | 422 | amount",
      "refunds       | {\"amount\":1000001,\"reason\":\"x\"} | 409 | more than is left",
      "refunds       | {\"amount\":1}                        | 422 | reason",
      "refunds       | {\"amount\":1,\"amount\":2,\"reason\":\"x\"} | 400 | Duplicate",
      "refunds       | {\"reason\":\"x\",\"allowDebt\":1}    | 422 | allowDebt",
      "refunds       | {\"reason\":\"x\",\"currency\":\"CNY\"} | 422 | currency",
      "reallocations | {\"account\":\"A-2\"}                 | 422 | reason",
      "reallocations | {\"reason\":\"x\"}                    | 422 | none given",
      "reallocations | {\"account\":\"A-2\",\"meter\":\"M-2\",\"reason\":\"x\"} | 422 | both given",
      "reallocations | {\"account\":\"A-9\",\"reason\":\"x\"} | 404 | A-9",
      "reallocations | {\"account\":7,\"reason\":\"x\"}      | 422 | account",
  })
  void what_is_wrong_is_named(String what, String body, int status, String said) {
    long payment = pay("wechat", "M-1", 100);
    HttpResponse<String> response = post("/api/v1/payments/{id}/" + what, payment, "bad-" + payment, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(Documented.holds("/api/v1/payments/{id}/" + what, "post", response).path("detail").asText()).contains(said);
  }

  @Test void without_a_key_nothing_is_done() {
    long payment = pay("wechat", "M-1", 100);
    for (String what : List.of(MOVES, REFUNDS)) {
      HttpResponse<String> response = post(what, payment, null, "{\"account\":\"A-2\",\"reason\":\"x\"}".replace(
          what.equals(MOVES) ? "none" : "\"account\":\"A-2\",", ""));
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(Documented.holds(what, "post", response).path("detail").asText()).contains("Idempotency-Key is missing");
    }
    assertThat(post(REFUNDS, 999_999, "k", "{\"reason\":\"x\"}").statusCode()).isEqualTo(404);
    assertThat(hub.client.get("/api/v1/suspense/" + payment).statusCode()).isEqualTo(404);
  }

  private static String refundByHand(long payment, long amount) {
    JsonNode refund = Documented.holds(REFUNDS, "post", post(REFUNDS, payment, "hand-" + ++number,
        "{\"amount\":" + amount + ",\"reason\":\"surplus\"}"));
    assertThat(refund.path("state").asText()).isEqualTo("held");
    return refund.path("id").asText();
  }

  private static HttpResponse<String> post(String path, long payment, String key, String body) {
    return post(path, payment, "", key, body);
  }

  private static HttpResponse<String> post(String path, long payment, String refund, String key, String body) {
    var request = hub.client.request(path.replace("{id}", String.valueOf(payment)).replace("{refundId}", refund))
        .header("Content-Type", "application/json");
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return hub.client.send(request.POST(BodyPublishers.ofString(body)));
  }

  private static long pay(String provider, String meter, long amount) {
    String transaction = "t-" + ++number;
    intake.accept(("{\"provider\":\"" + provider + "\",\"transactionId\":\"" + transaction + "\",\"meter\":\"" + meter
        + "\",\"amount\":" + amount + ",\"currency\":\"CNY\",\"paidAt\":\"2026-11-23T04:00:00Z\"}")
        .getBytes(StandardCharsets.UTF_8));
    return hub.store.read(handle -> handle.createQuery("SELECT id FROM payment WHERE provider_transaction_id = :t")
        .bind("t", transaction).mapTo(Long.class).one());
  }
}
