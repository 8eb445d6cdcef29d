package io.paywatt.console;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.failed.FailedMessage;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingRules;
import io.paywatt.ledger.reading.Relay;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the pictures of the console are drawn from. */
class PicturesTest {
  private static final String SPOKE = "142400000301";
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static TestHub hub;

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_pictures");
    Imported.twoAccounts(hub);
    new ReadingIntake(hub.store, new CommandDesk(hub.store), ReadingRules.defaults(ZoneId.of("Asia/Shanghai")))
        .store(List.of(reading(NOW.minusSeconds(7200), 1_234_100, 200, "229.8"),
            reading(NOW.minusSeconds(7170), 1_234_110, 400, "231.26"),
            reading(NOW.minusSeconds(20), 1_234_500, 830, "230.1")));
    hub.store.inTransaction(handle -> handle.execute("UPDATE meter_state SET online = TRUE WHERE last_seen IS NOT NULL"));
  }

  @AfterAll static void stop() {
    hub.close();
  }

  @Test void overview_counts_meters_and_what_failed_in_this_minute() {
    long before = overview().path("failed").asLong();
    new FailedDesk(hub.store).park(new FailedMessage("reading-store", "store", null, null, null, Map.of(), new byte[0],
        new IllegalStateException("no JSON")));
    JsonNode overview = overview();
    assertThat(overview.path("failed").asLong()).isEqualTo(before + 1);
    assertThat(overview.path("meters")).hasToString("{\"on\":1,\"off\":0,\"silent\":2}");
    assertThat(overview.path("series")).hasSize(60);
    long failures = 0;
    for (JsonNode minute : overview.path("series")) {
      failures += minute.path("failures").asLong();
    }
    assertThat(failures).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @CsvSource({"'', 3", "?state=on, 1", "?state=silent, 2", "?q=142400000303, 1", "?q=A-0302, 2", "?q=3-30, 3", "?q=%25, 0",
      "?q=%27%20OR%201=1%20--, 0"})
  void meters_are_found_by_state_and_by_the_beginning_of_a_name(String query, int count) {
    JsonNode found = Documented.holds("/api/v1/meters", "get", hub.client.get("/api/v1/meters" + query));
    assertThat(found.path("items")).hasSize(count);
  }

  @Test void a_list_of_meters_comes_in_parts() {
    JsonNode first = TestClient.json(hub.client.get("/api/v1/meters?limit=2"));
    JsonNode rest = TestClient.json(hub.client.get("/api/v1/meters?limit=2&after=" + first.path("next").asText()));
    assertThat(first.path("items")).hasSize(2);
    assertThat(rest.path("items").findValuesAsText("serial")).containsExactly("142400000303");
    assertThat(rest.path("next").isNull()).isTrue();
  }

  @Test void readings_of_one_minute_are_one_point_with_mean_and_highest() {
    JsonNode curve = Documented.holds("/api/v1/meters/{serial}/curve", "get",
        hub.client.get("/api/v1/meters/" + SPOKE + "/curve?from=" + NOW.minusSeconds(7210) + "&to=" + NOW));
    assertThat(curve.path("items")).hasSize(2);
    JsonNode two = curve.path("items").path(0);
    assertThat(two.path("powerW").asInt()).isEqualTo(300);
    assertThat(two.path("powerMaxW").asInt()).isEqualTo(400);
    assertThat(two.path("voltageMinV").decimalValue()).isEqualByComparingTo("229.8");
    assertThat(two.path("voltageMaxV").decimalValue()).isEqualByComparingTo("231.3");
  }

  @Test void newest_readings_come_first() {
    JsonNode newest = Documented.holds("/api/v1/meters/{serial}/readings", "get",
        hub.client.get("/api/v1/meters/" + SPOKE + "/readings?limit=2"));
    assertThat(newest.path("items").findValuesAsText("energyWh")).containsExactly("1234500", "1234110");
  }

  @Test void balance_over_time_begins_and_ends_with_the_interval() {
    JsonNode curve = Documented.holds("/api/v1/accounts/{id}/balance", "get",
        hub.client.get("/api/v1/accounts/A-0301/balance"));
    JsonNode last = curve.path("items").path(curve.path("items").size() - 1);
    assertThat(curve.path("items").path(0).path("balance").path("amount").asLong()).isZero();
    assertThat(last.path("balance").path("amount").asLong()).isEqualTo(5000);
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/meters/none/curve", "/api/v1/meters/none/readings", "/api/v1/accounts/none/balance",
      "/api/v1/routes/none"})
  void what_is_not_there_is_404(String path) {
    assertThat(hub.client.get(path).statusCode()).isEqualTo(404);
  }

  @Test void a_route_is_drawn_and_turned_off_and_on_with_a_reason() {
    Documented.holds("/api/v1/routes", "get", hub.client.get("/api/v1/routes"));
    JsonNode drawn = Documented.holds("/api/v1/routes/{id}", "get", hub.client.get("/api/v1/routes/" + OneRoute.ID));
    assertThat(drawn.at("/steps/0/branches/0/steps/0/failed").asLong()).isEqualTo(1);
    assertThat(turn("stop", "{\"reason\":\"quiet, please\"}").path("state").asText()).isEqualTo("Stopped");
    assertThat(turn("start", "{\"reason\":\"on with it\"}").path("state").asText()).isEqualTo("Started");
    assertThat(turn("stop", "{}").path("errors").path(0).path("field").asText()).isEqualTo("reason");
  }

  private static JsonNode turn(String action, String body) {
    HttpResponse<String> answer = hub.client.postJson("/api/v1/routes/" + OneRoute.ID + "/" + action, body);
    return Documented.holds("/api/v1/routes/{id}/" + action, "post", answer);
  }

  private static JsonNode overview() {
    return Documented.holds("/api/v1/overview", "get", hub.client.get("/api/v1/overview"));
  }

  private static Reading reading(Instant at, long wh, int watts, String volts) {
    return new Reading(SPOKE, null, at, wh, Relay.CLOSED, null, watts, List.of(new BigDecimal(volts)), List.of());
  }
}
