package io.paywatt.console;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.failed.FailedMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Failed messages: listed, grouped, shown whole, replayed after a dry run. */
class DeskTest {
  private static final String REPLAYS = "/api/v1/failed/replays";
  private static TestHub hub;
  private static FailedDesk desk;

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_desk");
    desk = new FailedDesk(hub.store);
  }

  @AfterAll static void stop() {
    hub.close();
  }

  @Test void failed_message_is_listed_grouped_and_shown_whole() {
    long id = park("reading-receive", "meter-replay", "{\"订单\":1}");
    JsonNode list = Documented.holds("/api/v1/failed", "get", hub.client.get("/api/v1/failed?state=open&route=reading-receive&q=%E8%AE%A2%E5%8D%95"));
    assertThat(list.path("items").findValuesAsText("id")).contains(Long.toString(id));
    JsonNode groups = Documented.holds("/api/v1/failed/groups", "get", hub.client.get("/api/v1/failed/groups"));
    assertThat(groups.path("items").findValuesAsText("route")).contains("reading-receive");
    JsonNode one = Documented.holds("/api/v1/failed/{id}", "get", hub.client.get("/api/v1/failed/" + id));
    assertThat(one.path("body").asText()).isEqualTo("{\"订单\":1}");
    assertThat(one.path("stack").asText()).contains("IllegalStateException");
    assertThat(one.path("headers").path("CamelMqttTopic").asText()).isEqualTo("paywatt/1/reading");
  }

  @Test void list_is_cut_to_route_and_limit() {
    park("route-a", "door", "1");
    park("route-a", "door", "2");
    JsonNode first = Documented.holds("/api/v1/failed", "get", hub.client.get("/api/v1/failed?route=route-a&limit=1"));
    assertThat(first.path("items")).hasSize(1);
    JsonNode second = TestClient.json(
        hub.client.get("/api/v1/failed?route=route-a&limit=1&after=" + first.path("next").asText()));
    assertThat(second.path("items")).hasSize(1);
    assertThat(second.path("items").path(0).path("id")).isNotEqualTo(first.path("items").path(0).path("id"));
  }

  @Test void dry_run_says_what_would_happen_and_changes_nothing() {
    long id = park("route-b", "door", "x");
    long doorless = park("route-b", null, "x");
    HttpResponse<String> response = hub.client.postJson(REPLAYS, "{\"ids\":[%d,%d],\"dryRun\":true}".formatted(id, doorless));
    JsonNode plan = Documented.holds(REPLAYS, "post", response);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(plan.path("items").findValuesAsText("action")).containsExactly("replay", "held");
    assertThat(state(id)).isEqualTo("open");
  }

  @Test void replay_starts_exactly_the_items_that_can_go() {
    long id = park("route-c", "door", "x");
    long doorless = park("route-c", null, "x");
    HttpResponse<String> response = hub.client.postJson(REPLAYS, "{\"ids\":[%d,%d]}".formatted(id, doorless));
    JsonNode started = Documented.holds(REPLAYS, "post", response);
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(started.path("started")).isEqualTo(TestClient.json("[" + id + "]"));
    assertThat(state(id)).isEqualTo("replaying");
    assertThat(state(doorless)).isEqualTo("open");
  }

  @Test void run_is_listed_paused_resumed_and_cancelled() {
    long id = park("route-d", "door", "x");
    String run = "/api/v1/failed/replays/" + TestClient.json(
        hub.client.postJson(REPLAYS, "{\"filter\":{\"route\":\"route-d\"},\"perSecond\":5}")).at("/run/id").asText();
    Documented.holds(REPLAYS, "get", hub.client.get(REPLAYS + "?state=running"));
    JsonNode items = Documented.holds(REPLAYS + "/{id}/items", "get", hub.client.get(run + "/items"));
    assertThat(items.at("/items/0/id").asLong()).isEqualTo(id);
    for (String word : new String[] {"pause", "resume", "cancel"}) {
      Documented.holds(REPLAYS + "/{id}/" + word, "post", hub.client.postJson(run + "/" + word, "{}"));
    }
    JsonNode ended = Documented.holds(REPLAYS + "/{id}", "get", hub.client.get(run));
    assertThat(ended.path("state").asText()).isEqualTo("cancelled");
    assertThat(ended.at("/selection/filter/route").asText()).isEqualTo("route-d");
    assertThat(hub.client.postJson(run + "/pause", "{}").statusCode()).isEqualTo(409);
    assertThat(state(id)).isEqualTo("open");
  }

  @Test void two_ways_to_say_which_are_refused() {
    assertThat(hub.client.postJson(REPLAYS, "{\"ids\":[1],\"group\":2}").statusCode()).isEqualTo(422);
    assertThat(hub.client.postJson(REPLAYS, "{\"filter\":{\"colour\":\"red\"}}").statusCode()).isEqualTo(422);
  }

  @Test void cause_has_an_owner_and_notes() {
    long id = park("route-e", "door", "x");
    String group = "/api/v1/failed/groups/" + TestClient.json(hub.client.get("/api/v1/failed/" + id)).path("group").asText();
    Documented.holds("/api/v1/failed/groups/{id}/notes", "post", hub.client.postJson(group + "/notes", "{\"text\":\"看过了\"}"));
    Documented.holds("/api/v1/failed/groups/{id}/owner", "post", hub.client.postJson(group + "/owner", "{\"owner\":\"wang\"}"));
    JsonNode one = Documented.holds("/api/v1/failed/groups/{id}", "get", hub.client.get(group));
    assertThat(one.path("owner").asText()).isEqualTo("wang");
    assertThat(one.at("/notes/0/text").asText()).isEqualTo("看过了");
    assertThat(hub.client.get("/api/v1/failed/groups/4711").statusCode()).isEqualTo(404);
  }

  @Test void edit_that_moves_money_waits_for_somebody_else() {
    long id = park("route-f", "door", "{\"transactionId\":\"t-1\",\"meter\":\"1\",\"note\":\"a\"}");
    String versions = "/api/v1/failed/" + id + "/versions";
    String edit = "{\"version\":%d,\"reason\":\"typo\",\"body\":\"{\\\"transactionId\\\":\\\"t-1\\\",\\\"meter\\\":\\\"%s\\\",\\\"note\\\":\\\"%s\\\"}\"}";
    HttpResponse<String> plain = hub.client.postJson(versions, edit.formatted(1, "1", "b"));
    assertThat(Documented.holds("/api/v1/failed/{id}/versions", "post", plain).path("version").asInt()).isEqualTo(2);
    HttpResponse<String> money = hub.client.postJson(versions, edit.formatted(2, "2", "b"));
    assertThat(money.statusCode()).isEqualTo(202);
    long approval = Documented.holds("/api/v1/failed/{id}/versions", "post", money).path("approval").asLong();
    Documented.holds("/api/v1/approvals", "get", hub.client.get("/api/v1/approvals?state=waiting"));
    Documented.holds("/api/v1/approvals/{id}", "get", hub.client.get("/api/v1/approvals/" + approval));
    HttpResponse<String> self = hub.client.postJson("/api/v1/approvals/" + approval + "/approve", "{}");
    assertThat(self.statusCode()).isEqualTo(403);
    Documented.holds("/api/v1/approvals/{id}/approve", "post", self);
    Documented.holds("/api/v1/approvals/{id}/reject", "post",
        hub.client.postJson("/api/v1/approvals/" + approval + "/reject", "{\"reason\":\"taken back\"}"));
    JsonNode kept = Documented.holds("/api/v1/failed/{id}/versions", "get", hub.client.get(versions));
    assertThat(kept.at("/items/1/changes/0/path").asText()).isEqualTo("/note");
  }

  @Test void message_is_closed_with_a_reason() {
    long id = park("route-g", null, "x");
    String close = "/api/v1/failed/" + id + "/close";
    assertThat(hub.client.postJson(close, "{}").statusCode()).isEqualTo(422);
    JsonNode closed = Documented.holds("/api/v1/failed/{id}/close", "post", hub.client.postJson(close, "{\"reason\":\"mended\"}"));
    assertThat(closed.path("state").asText()).isEqualTo("closed");
    assertThat(hub.client.postJson("/api/v1/failed/" + id + "/release", "{\"reason\":\"x\"}").statusCode()).isEqualTo(409);
  }

  private static String state(long id) {
    return TestClient.json(hub.client.get("/api/v1/failed/" + id)).path("state").asText();
  }

  private static long park(String route, String door, String body) {
    return desk.park(new FailedMessage(route, "a-step", "routes/" + route + ".camel.yaml:7", door, "application/json",
        Map.of("CamelMqttTopic", "paywatt/1/reading"), body.getBytes(StandardCharsets.UTF_8),
        new IllegalStateException("Order 17 went wrong")));
  }
}
