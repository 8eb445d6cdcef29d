package io.paywatt.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Why an account is not cut; terms, holds, days without a cut, debts. */
class CreditTest {
  private static final String CREDIT = "/api/v1/accounts/{id}/credit";
  private static TestHub hub;

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_credit");
    Imported.twoAccounts(hub);
  }

  @AfterAll static void stop() {
    hub.close();
  }

  private static HttpResponse<String> post(String path, String body, String key) {
    var request = hub.client.request(path).header("Content-Type", "application/json");
    var keyed = key == null ? request : request.header("Idempotency-Key", key);
    return hub.client.send(keyed.POST(BodyPublishers.ofString(body)));
  }

  @Test void terms_are_set_field_by_field_and_taken_back_by_null() {
    JsonNode set = Documented.holds(CREDIT, "post",
        post("/api/v1/accounts/A-0301/credit", "{\"emergency\":500,\"recovery\":\"12.5%\"}", null));
    assertThat(set.at("/terms/emergency").asLong()).isEqualTo(500);
    Documented.holds(CREDIT, "post", post("/api/v1/accounts/A-0301/credit", "{\"emergency\":null}", null));
    JsonNode view = Documented.holds(CREDIT, "get", hub.client.get("/api/v1/accounts/A-0301/credit"));
    assertThat(view.at("/own/emergency").isNull()).isTrue();
    assertThat(view.at("/own/recovery").asText()).isEqualTo("12.5%");
    assertThat(view.at("/terms/emergency").asLong()).isZero();
  }

  @Test void wrong_terms_are_named() {
    HttpResponse<String> response = post("/api/v1/accounts/A-0301/credit", "{\"recovery\":\"95%\"}", null);
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("recovery is '95%'", "0.01% to 90%");
    assertThat(post("/api/v1/accounts/A-0301/credit", "{\"graceDays\":-1}", null).statusCode()).isEqualTo(422);
  }

  @Test void a_hold_is_seen_on_the_account_and_taken_back() {
    JsonNode held = Documented.holds("/api/v1/accounts/{id}/hold", "post",
        post("/api/v1/accounts/A-0302/hold", "{\"reason\":\"dialysis\",\"until\":\"2099-01-01T00:00:00Z\"}", null));
    assertThat(held.at("/hold/reason").asText()).isEqualTo("dialysis");
    JsonNode account = Documented.holds("/api/v1/accounts/{id}", "get", hub.client.get("/api/v1/accounts/A-0302"));
    assertThat(account.path("held").asBoolean()).isTrue();
    post("/api/v1/accounts/A-0302/hold", "{\"release\":true}", null);
    assertThat(TestClient.json(hub.client.get("/api/v1/accounts/A-0302/credit")).path("hold").isNull()).isTrue();
    assertThat(post("/api/v1/accounts/A-0302/hold", "{}", null).statusCode()).isEqualTo(422);
    assertThat(post("/api/v1/accounts/nobody/hold", "{\"reason\":\"x\"}", null).statusCode()).isEqualTo(404);
  }

  @Test void a_debt_is_added_once_a_key_and_remitted() {
    String path = "/api/v1/accounts/{id}/debts";
    String add = "{\"amount\":3000,\"reason\":\"tampering\"}";
    JsonNode first = Documented.holds(path, "post", post("/api/v1/accounts/A-0302/debts", add, "d1"));
    HttpResponse<String> again = post("/api/v1/accounts/A-0302/debts", add, "d1");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(TestClient.json(again)).isEqualTo(first);
    post("/api/v1/accounts/A-0302/debts", "{\"amount\":500,\"reason\":\"settled\",\"remit\":true}", "d2");
    JsonNode list = Documented.holds(path, "get", hub.client.get("/api/v1/accounts/A-0302/debts"));
    assertThat(list.path("items").findValuesAsText("amount")).containsExactly("-500", "3000");
    assertThat(TestClient.json(hub.client.get("/api/v1/accounts/A-0302")).at("/debt/amount").asLong()).isEqualTo(2500);
    Documented.holds(path, "post", post("/api/v1/accounts/A-0302/debts", "{\"amount\":9999,\"reason\":\"x\",\"remit\":true}",
        "d3"));
  }

  @Test void days_and_sites_are_set() {
    JsonNode days = Documented.holds("/api/v1/protected-days", "post",
        post("/api/v1/protected-days", "{\"day\":\"2099-10-01\",\"kind\":\"holiday\",\"name\":\"国庆节\"}", null));
    assertThat(days.at("/items/0/name").asText()).isEqualTo("国庆节");
    Documented.holds("/api/v1/protected-days", "get", hub.client.get("/api/v1/protected-days?from=2099-01-01"));
    assertThat(post("/api/v1/protected-days", "{\"day\":\"tomorrow\",\"kind\":\"snow\"}", null).statusCode()).isEqualTo(422);
    assertThat(hub.client.get("/api/v1/sites/nowhere/credit").statusCode()).isEqualTo(404);
  }

  @Test void a_receipt_of_a_payment_nobody_knows_is_404() {
    Documented.holds("/api/v1/payments/{id}/receipt", "get", hub.client.get("/api/v1/payments/99/receipt"));
  }
}
