package io.paywatt.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages as staff finds them. */
class NoticesApiTest {
  private static final String CHOICES = "/api/v1/accounts/{id}/notice-choices";
  private static final String ACCOUNT = "A-0301";
  private static TestHub hub;

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_notices");
    Imported.twoAccounts(hub);
    hub.store.inTransaction(handle -> {
      handle.execute("INSERT INTO notice (notice_key, kind, account_id, recipient, locale, params, text, state, error,"
          + " created_at, due_at) SELECT 'k1', 'token', id, '13800000001', 'en', '{}', 'type 1234 5678 9012 3456 7890', 'failed',"
          + " 'isv.MOBILE_NUMBER_ILLEGAL', NOW(3), NOW(3) FROM account WHERE number = ?", ACCOUNT);
      handle.execute("INSERT INTO notice_step (notice_id, at, step, detail) VALUES (LAST_INSERT_ID(), NOW(3), 'tried',"
          + " 'aliyun: isv.MOBILE_NUMBER_ILLEGAL')");
      handle.execute("INSERT INTO notice (notice_key, kind, recipient, locale, params, text, created_at, due_at)"
          + " VALUES ('parked:payment:7:13900000001', 'payment-parked', '13900000001', 'en', '{}', 'parked', NOW(3), NOW(3)),"
          + " ('parked:payment:77:13900000001', 'alert-overload', '13900000001', 'en', '{}', 'overload', NOW(3), NOW(3))");
      return null;
    });
  }

  @AfterAll static void stop() {
    hub.close();
  }

  private static JsonNode list(String query) {
    return Documented.holds("/api/v1/notices", "get", hub.client.get("/api/v1/notices" + query)).path("items");
  }

  @Test void they_are_found_by_account_state_and_kind_and_one_says_what_the_provider_said() {
    assertThat(list("").findValuesAsText("kind")).containsExactly("alert-overload", "payment-parked", "token");
    assertThat(list("?state=queued").findValuesAsText("kind")).containsExactly("alert-overload", "payment-parked");
    assertThat(list("?payment=7").findValuesAsText("kind")).containsExactly("payment-parked");
    assertThat(list("?kind=token")).hasSize(1);
    JsonNode found = list("?account=" + ACCOUNT).path(0);
    assertThat(found.path("recipient").asText()).isEqualTo("****0001");
    assertThat(found.path("text").asText()).as("a token is money").doesNotContain("1234").doesNotContain("9012");
    JsonNode one = Documented.holds("/api/v1/notices/{id}", "get",
        hub.client.get("/api/v1/notices/" + found.path("id").asText()));
    assertThat(one.at("/steps/0/detail").asText()).isEqualTo("aliyun: isv.MOBILE_NUMBER_ILLEGAL");
  }

  @Test void a_resident_does_without_news_and_takes_it_back() {
    String path = "/api/v1/accounts/" + ACCOUNT + "/notice-choices";
    assertThat(Documented.holds(CHOICES, "get", hub.client.get(path)).path("news").asBoolean()).isTrue();
    for (boolean wanted : new boolean[] {false, true}) {
      assertThat(Documented.holds(CHOICES, "post", hub.client.post(path, "application/json", "{\"class\":\"news\",\"wanted\":" + wanted + "}"))
          .path("news").asBoolean()).isEqualTo(wanted);
    }
    assertThat(hub.client.post(path, "application/json", "{\"class\":\"urgent\",\"wanted\":false}").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"?state=bad, 400", "?kind=bad, 400", "?payment=bad, 400", "?after=bad, 400", "/99, 404", "/x, 404"})
  void what_can_not_be_is_refused(String what, int status) {
    String path = what.startsWith("?") ? "/api/v1/notices" : "/api/v1/notices/{id}";
    var response = hub.client.get("/api/v1/notices" + what);
    assertThat(response.statusCode()).isEqualTo(status);
    Documented.holds(path, "get", response);
  }
}
