package io.paywatt.console;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Find an account, see its balance, read its statement. */
class AccountsTest {
  private static final String STATEMENT = "/api/v1/accounts/{id}/statement";
  private static TestHub hub;

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_accounts");
    Imported.twoAccounts(hub);
  }

  @AfterAll static void stop() {
    hub.close();
  }

  @ParameterizedTest
  @CsvSource({"142400000301,A-0301", "3-301,A-0301", "13800138123,A-0301", "王小明,A-0301", "A-0302,A-0302",
      "142400000303,A-0302", "Ann & Co,A-0302"})
  void account_is_found_by(String words, String id) {
    String q = URLEncoder.encode(words, StandardCharsets.UTF_8);
    JsonNode list = Documented.holds("/api/v1/accounts", "get", hub.client.get("/api/v1/accounts?q=" + q));
    assertThat(list.path("items").findValuesAsText("id")).containsExactly(id);
  }

  @Test void list_comes_in_parts() {
    JsonNode first = Documented.holds("/api/v1/accounts", "get", hub.client.get("/api/v1/accounts?limit=1"));
    String next = URLEncoder.encode(first.path("next").asText(), StandardCharsets.UTF_8);
    JsonNode second = TestClient.json(hub.client.get("/api/v1/accounts?limit=1&after=" + next));
    assertThat(first.path("items").findValuesAsText("id")).containsExactly("A-0301");
    assertThat(second.path("items").findValuesAsText("id")).containsExactly("A-0302");
    assertThat(second.path("next").isNull()).isTrue();
  }

  @Test void one_account_is_shown_with_balance_and_meters() {
    JsonNode account = Documented.holds("/api/v1/accounts/{id}", "get", hub.client.get("/api/v1/accounts/A-0301"));
    assertThat(account.path("balance")).isEqualTo(TestClient.json("{\"amount\":5000,\"currency\":\"CNY\"}"));
    assertThat(account.path("holder").asText()).isEqualTo("王小明");
    assertThat(account.path("phone").asText()).endsWith("8123").doesNotContain("138001");
    assertThat(account.path("meters").path(0).path("relay").path("wanted").asText()).isEqualTo("closed");
  }

  @Test void statement_shows_the_opening_balance() {
    JsonNode lines = Documented.holds(STATEMENT, "get", hub.client.get("/api/v1/accounts/A-0301/statement"));
    assertThat(lines.path("items")).hasSize(1);
    assertThat(lines.path("items").path(0).path("kind").asText()).isEqualTo("opening");
    assertThat(lines.path("items").path(0).path("balance").asLong()).isEqualTo(5000);
  }

  @Test void statement_has_the_balances_at_both_ends() {
    JsonNode statement = Documented.holds(STATEMENT, "get", hub.client.get("/api/v1/accounts/A-0301/statement"));
    assertThat(statement.path("opening").path("exact").asText()).isEqualTo("0");
    assertThat(statement.path("closing")).isEqualTo(TestClient.json("{\"amount\":5000,\"exact\":\"50\",\"currency\":\"CNY\"}"));
  }

  @Test void statement_is_a_pdf_when_asked_for() {
    for (var request : List.of(hub.client.request("/api/v1/accounts/A-0301/statement?format=pdf"),
        hub.client.request("/api/v1/accounts/A-0301/statement").header("Accept", "application/pdf"))) {
      HttpResponse<String> response = hub.client.send(request.GET());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type")).contains("application/pdf");
      assertThat(response.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"statement-A-0301.pdf\"");
      assertThat(response.body()).startsWith("%PDF-");
    }
  }

  @Test void statement_of_another_time_is_empty() {
    JsonNode lines = Documented.holds(STATEMENT, "get",
        hub.client.get("/api/v1/accounts/A-0301/statement?from=2020-01-01T00:00:00%2B08:00&to=2020-01-02T00:00:00Z"));
    assertThat(lines.path("items")).isEmpty();
  }

  @Test void statement_with_a_foreign_place_is_400_and_names_it() {
    HttpResponse<String> response = hub.client.get("/api/v1/accounts/A-0301/statement?after=x");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(TestClient.json(response).path("errors").path(0).path("parameter").asText()).isEqualTo("after");
  }

  @Test void statement_is_csv_when_asked_for_by_parameter() {
    assertCsv(hub.client.get("/api/v1/accounts/A-0301/statement?format=csv"));
  }

  @Test void statement_is_csv_when_asked_for_by_header() {
    var request = hub.client.request("/api/v1/accounts/A-0301/statement").header("Accept", "text/csv");
    assertCsv(hub.client.send(request.GET()));
  }

  private static void assertCsv(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
    assertThat(response.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"statement-A-0301.csv\"");
    assertThat(response.body().lines()).hasSize(2);
    assertThat(response.body()).startsWith("at,").contains("opening");
  }
}
