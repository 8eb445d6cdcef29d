package io.paywatt.console;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Usage of meters, accounts and sites, of electricity and of water. */
class UsageApiTest {
  private static final String RANGE = "from=2026-11-01&to=2026-11-03";
  private static TestHub hub;

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_usage");
    HttpResponse<String> response = hub.client.post("/api/v1/imports?file=rooms.csv", "text/csv",
        Imported.HEADER.strip() + ",utility\n"
        + "North,1,A-1,Ann,,en,E-1,native,flat,50,0,1,\n"
        + "North,1,A-1,Ann,,en,W-1,native,water,,0,1,water\n");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    reading("E-1", "2026-10-31T16:00:00Z", 0);
    reading("E-1", "2026-11-02T16:00:00Z", 4800);
    reading("W-1", "2026-10-31T16:00:00Z", 0);
    reading("W-1", "2026-11-02T16:00:00Z", 960);
  }

  @AfterAll static void stop() {
    hub.close();
  }

  private static void reading(String serial, String at, long register) {
    hub.store.inTransaction(handle -> handle.execute("INSERT INTO reading (meter_id, at, energy_wh, received_at)"
        + " SELECT id, ?, ?, ? FROM meter WHERE serial = ?", io.paywatt.ledger.store.Store.utc(Instant.parse(at)), register,
        io.paywatt.ledger.store.Store.utc(Instant.parse(at)), serial));
  }

  private static JsonNode ok(String path, String url) {
    HttpResponse<String> response = hub.client.get(url);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Documented.holds(path, "get", response);
  }

  @Test void a_water_meter_counts_litres() {
    JsonNode days = ok("/api/v1/meters/{serial}/usage", "/api/v1/meters/W-1/usage?" + RANGE);
    assertThat(days.path("items").findValuesAsText("volumeL")).containsExactly("480", "480");
    assertThat(days.path("items").path(0).has("energyWh")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"electricity,energyWh,4800", "water,volumeL,960"})
  void an_account_shows_each_utility_by_itself(String utility, String field, String quantity) {
    JsonNode months = ok("/api/v1/accounts/{id}/usage", "/api/v1/accounts/A-1/usage?by=month&" + RANGE + "&utility=" + utility);
    assertThat(months.path("items").findValuesAsText(field)).containsExactly(quantity);
  }

  @ParameterizedTest
  @CsvSource({"hour", "tier", "period"})
  void an_account_may_be_cut_in_other_ways(String by) {
    ok("/api/v1/accounts/{id}/usage", "/api/v1/accounts/A-1/usage?by=" + by + "&" + RANGE);
    ok("/api/v1/meters/{serial}/usage", "/api/v1/meters/E-1/usage?by=" + by + "&" + RANGE);
  }

  @Test void energy_without_a_charge_has_no_tier() {
    JsonNode tiers = ok("/api/v1/meters/{serial}/usage", "/api/v1/meters/E-1/usage?by=tier&" + RANGE);
    assertThat(tiers.path("items")).hasSize(1);
    assertThat(tiers.path("items").path(0).has("tier")).isFalse();
    assertThat(tiers.path("items").path(0).path("energyWh").asLong()).isEqualTo(4800);
  }

  @Test void a_site_has_a_number_and_usage() {
    JsonNode sites = ok("/api/v1/sites", "/api/v1/sites");
    assertThat(sites.path("items").findValuesAsText("name")).isEqualTo(List.of("North"));
    String id = sites.path("items").path(0).path("id").asText();
    for (String by : List.of("hour", "day", "month", "tier", "period")) {
      ok("/api/v1/sites/{id}/usage", "/api/v1/sites/" + id + "/usage?by=" + by + "&" + RANGE);
    }
    assertThat(hub.client.get("/api/v1/sites/99/usage").statusCode()).isEqualTo(404);
    JsonNode curve = ok("/api/v1/sites/{id}/load", "/api/v1/sites/" + id + "/load?utility=water&" + RANGE);
    assertThat(curve.path("items")).hasSize(24);
    assertThat(curve.path("unit").asText()).isEqualTo("l/h");
  }

  @Test void a_load_curve_has_24_hours_in_the_unit_of_the_meter() {
    JsonNode curve = ok("/api/v1/meters/{serial}/load", "/api/v1/meters/W-1/load?" + RANGE);
    assertThat(curve.path("items")).hasSize(24).allSatisfy(hour -> assertThat(hour.path("average").asLong()).isEqualTo(20));
    assertThat(curve.path("unit").asText()).isEqualTo("l/h");
  }

  @Test void peers_say_nothing_when_they_are_too_few() {
    JsonNode peers = ok("/api/v1/meters/{serial}/peers", "/api/v1/meters/E-1/peers?" + RANGE);
    assertThat(peers.path("median").isNull()).isTrue();
    assertThat(peers.path("unit").asText()).isEqualTo("Wh");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "/api/v1/accounts/A-1/usage?utility=steam        | 400 | electricity, water, gas, heat",
      "/api/v1/meters/E-1/usage?by=week                | 400 | hour, day, month, tier, period",
      "/api/v1/sites/1/usage?by=week                   | 400 | hour, day, month, tier, period",
      "/api/v1/sites/99/load                           | 404 | no site 99",
      "/api/v1/accounts/A-1/units                      | 422 | account A-1 holds money",
      "/api/v1/accounts/nobody/usage                   | 404 | nobody",
      "/api/v1/meters/nobody/load                      | 404 | nobody",
      "/api/v1/meters/nobody/peers                     | 404 | nobody",
  })
  void a_wrong_question_says_what_is_allowed(String url, int status, String said) {
    HttpResponse<String> response = hub.client.get(url);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(TestClient.json(response).path("detail").asText()).contains(said);
  }
}
