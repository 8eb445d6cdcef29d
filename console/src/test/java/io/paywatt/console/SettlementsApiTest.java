package io.paywatt.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.settlement.ProviderDoor;
import io.paywatt.ledger.settlement.SettlementRules;
import io.paywatt.ledger.settlement.Settlements;
import io.paywatt.ledger.user.Role;
import io.paywatt.ledger.user.Users;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A settled day over HTTP. */
class SettlementsApiTest {
  private static final String DAY = "2025-11-22";
  private static final String ONE = "/api/v1/settlements/{provider}/{date}";
  private static final String LINE = "{\"kind\":\"%s\",\"transactionId\":\"%s\",\"refundId\":%s,\"amount\":5000,"
      + "\"currency\":\"CNY\",\"state\":\"done\",\"at\":\"2025-11-22T12:00:00+08:00\"}\n";
  private static TestHub hub;

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_settlements");
    var settlements = new Settlements(hub.store, new SettlementRules(List.of("wechat"), ZoneId.of("Asia/Shanghai"), Map.of()),
        new NobodyAsked(), new CommandDesk(hub.store));
    settlements.settle("wechat", DAY, LINE.formatted("payment", "t1", null) + LINE.formatted("payment", "=t2", null)
        + LINE.formatted("refund", "t1", "\"R1\""));
    Imported.twoAccounts(hub);
    hub.store.inTransaction(handle -> handle.execute("UPDATE settlement_difference SET meter_id ="
        + " (SELECT id FROM meter WHERE serial = '142400000301') WHERE transaction_id = 't1' AND class = 'theirs-only'"));
  }

  @AfterAll static void stop() {
    hub.close();
  }

  @Test void a_day_shows_totals_classes_and_differences_with_what_to_do() {
    JsonNode day = Documented.holds(ONE, "get", hub.client.get("/api/v1/settlements/wechat/" + DAY + "?limit=2"));
    assertThat(day.path("open").asInt() + day.path("resolved").asInt()).as("another test closes one").isEqualTo(3);
    assertThat(day.path("totals").path("tiesOut").asBoolean()).isTrue();
    assertThat(day.path("bill").path("lines").asInt()).isEqualTo(3);
    assertThat(day.path("classes").findValuesAsText("name")).containsExactly("refund-theirs-only", "theirs-only");
    JsonNode part = day.path("differences");
    assertThat(part.path("items")).hasSize(2);
    assertThat(part.path("items").path(0).path("action").path("text").path("zh-CN").asText()).contains("渠道后台核对");
    JsonNode rest = Documented.holds(ONE, "get", hub.client.get("/api/v1/settlements/wechat/" + DAY + "?limit=2&after="
        + part.path("next").asText()));
    assertThat(rest.path("differences").path("items")).hasSize(1);
    JsonNode list = Documented.holds("/api/v1/settlements", "get",
        hub.client.get("/api/v1/settlements?from=2025-11-01&to=2025-11-30"));
    assertThat(list.path("items").findValuesAsText("date")).containsExactly(DAY);
  }

  @Test void table_opens_in_a_spreadsheet_and_runs_no_formula() {
    HttpResponse<String> csv = hub.client.get("/api/v1/settlements/wechat/" + DAY + "?format=csv&class=theirs-only");
    assertThat(csv.statusCode()).isEqualTo(200);
    assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(csv.body()).startsWith("\uFEFFid,").contains(",'=t2,").doesNotContain(",=t2");
    assertThat(csv.body().lines()).hasSize(3);
  }

  @Test void a_person_closes_a_difference_once_with_a_reason() {
    JsonNode refund = TestClient.json(hub.client.get("/api/v1/settlements/wechat/" + DAY + "?class=refund-theirs-only"))
        .path("differences").path("items").path(0);
    String path = "/api/v1/settlements/differences/" + refund.path("id").asLong() + "/resolve";
    String template = "/api/v1/settlements/differences/{id}/resolve";
    for (String wrong : List.of("{}", "{\"reason\":\" \"}", "{\"reason\":7}", "{\"reason\":\"ok\",\"by\":\"me\"}")) {
      HttpResponse<String> refused = hub.client.post(path, "application/json", wrong);
      assertThat(refused.statusCode()).as(wrong).isEqualTo(422);
      Documented.holds(template, "post", refused);
    }
    JsonNode closed = Documented.holds(template, "post",
        hub.client.post(path, "application/json", "{\"reason\":\"made in the portal\"}"));
    assertThat(closed.path("resolution").path("reason").asText()).isEqualTo("made in the portal");
    assertThat(closed.path("state").asText()).isEqualTo("resolved");
    assertThat(hub.client.post(path, "application/json", "{\"reason\":\"again\"}").statusCode()).isEqualTo(409);
    assertThat(hub.client.post("/api/v1/settlements/differences/999999/resolve", "application/json", "{\"reason\":\"x\"}")
        .statusCode()).isEqualTo(404);
  }

  @Test void a_landlord_sees_and_closes_the_differences_of_their_meters_alone_and_no_total_of_others() {
    new Users(hub.store).add("landlord", TestHub.PASSWORDS.hash("staple of horses"), Set.of(Role.SUPPORT), List.of("明德公寓"),
        "test");
    LoggedIn landlord = LoggedIn.as(hub.client, "landlord", "staple of horses");
    JsonNode listed = Documented.holds("/api/v1/settlements", "get",
        landlord.get("/api/v1/settlements?from=2025-11-01&to=2025-11-30")).path("items").path(0);
    assertThat(listed.path("open").asInt()).isEqualTo(1);
    assertThat(listed.path("totals").isNull() && listed.path("bill").isNull()).as(listed.toString()).isTrue();
    JsonNode day = Documented.holds(ONE, "get", landlord.get("/api/v1/settlements/wechat/" + DAY));
    assertThat(day.path("classes").findValuesAsText("name")).containsExactly("theirs-only");
    assertThat(day.path("differences").path("items").findValuesAsText("transactionId")).containsExactly("t1");
    assertThat(landlord.get("/api/v1/settlements/wechat/" + DAY + "?format=csv").body().lines()).hasSize(2);
    long foreign = TestClient.json(hub.client.get("/api/v1/settlements/wechat/" + DAY + "?class=theirs-only"))
        .at("/differences/items/1/id").asLong();
    assertThat(landlord.post("/api/v1/settlements/differences/" + foreign + "/resolve", "{\"reason\":\"x\"}").statusCode())
        .isEqualTo(404);
    long own = day.at("/differences/items/0/id").asLong();
    assertThat(landlord.post("/api/v1/settlements/differences/" + own + "/resolve", "{}").statusCode()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/wechat/2025-11-23", "/alipay/2025-11-22", "/wechat/yesterday", "/..%2F/2025-11-22"})
  void a_day_that_is_not_there_is_404(String path) {
    HttpResponse<String> response = hub.client.get("/api/v1/settlements" + path);
    assertThat(response.statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?from=yesterday", "?to=2025-13-01", "/wechat/2025-11-22?state=lost", "/wechat/2025-11-22?class=x",
      "/wechat/2025-11-22?limit=0", "/wechat/2025-11-22?after=x", "/wechat/2025-11-22?format=xml"})
  void a_wrong_parameter_is_named(String query) {
    HttpResponse<String> response = hub.client.get("/api/v1/settlements" + query);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(query).contains(TestClient.json(response).path("errors").path(0).path("parameter").asText());
  }

  /** A provider that can't be asked. */
  private static final class NobodyAsked implements ProviderDoor {
    @Override public boolean can(String provider, String operation) {
      return false;
    }

    @Override public void claim(byte[] json) {
      throw new AssertionError("this provider can't be asked");
    }

    @Override public boolean confirmed(String provider, String transaction, long amount, String currency, Instant paidAt) {
      return false;
    }
  }
}
