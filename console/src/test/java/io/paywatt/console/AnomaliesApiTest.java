package io.paywatt.console;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Anomalies as staff finds them. */
class AnomaliesApiTest {
  private static final String SERIAL = "142400000301";
  private static TestHub hub;

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_anomalies");
    Imported.twoAccounts(hub);
    hub.store.inTransaction(handle -> {
      handle.execute("INSERT INTO anomaly (kind, site_id, meter_id, state, since, opened_at, last_at, closed_at, worst)"
          + " SELECT 'over-voltage', r.site_id, m.id, 'closed', NOW(3), NOW(3), NOW(3), NOW(3), 241.2 FROM meter m"
          + " JOIN account a ON a.id = m.account_id JOIN room r ON r.id = a.room_id WHERE m.serial = ?", SERIAL);
      handle.execute("INSERT INTO anomaly_step (anomaly_id, at, step, detail) VALUES (LAST_INSERT_ID(), NOW(3), 'opened',"
          + " '241.2 V')");
      handle.execute("INSERT INTO anomaly (kind, site_id, since, opened_at, last_at, worst)"
          + " SELECT 'site-outage', MIN(id), NOW(3), NOW(3), NOW(3), 9 FROM site");
      return null;
    });
  }

  @AfterAll static void stop() {
    hub.close();
  }

  private static JsonNode list(String query) {
    return Documented.holds("/api/v1/anomalies", "get", hub.client.get("/api/v1/anomalies" + query)).path("items");
  }

  @Test void the_newest_come_first_and_one_has_its_timeline() {
    JsonNode all = list("");
    assertThat(all.findValuesAsText("kind")).containsExactly("site-outage", "over-voltage");
    JsonNode one = Documented.holds("/api/v1/anomalies/{id}", "get",
        hub.client.get("/api/v1/anomalies/" + all.path(1).path("id").asText()));
    assertThat(one.path("steps").path(0).path("detail").asText()).isEqualTo("241.2 V");
    assertThat(one.path("worst").decimalValue()).isEqualByComparingTo("241.2");
  }

  @Test void they_are_found_by_state_kind_meter_and_site() {
    assertThat(list("?state=open").findValuesAsText("kind")).containsExactly("site-outage");
    assertThat(list("?kind=over-voltage")).hasSize(1);
    assertThat(list("?meter=" + SERIAL).findValuesAsText("kind")).containsExactly("over-voltage");
    assertThat(list("?site=nowhere")).isEmpty();
    assertThat(list("?limit=1")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"?state=bad, 400", "?kind=bad, 400", "?after=bad, 400", "/0, 404", "/99, 404", "/x, 404"})
  void what_can_not_be_is_refused(String what, int status) {
    String path = what.startsWith("?") ? "/api/v1/anomalies" : "/api/v1/anomalies/{id}";
    var response = hub.client.get("/api/v1/anomalies" + what);
    assertThat(response.statusCode()).isEqualTo(status);
    Documented.holds(path, "get", response);
  }
}
