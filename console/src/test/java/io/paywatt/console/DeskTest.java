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
    JsonNode list = Documented.holds("/api/v1/failed", "get", hub.client.get("/api/v1/failed?state=open&route=reading-receive"));
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

  private static String state(long id) {
    return TestClient.json(hub.client.get("/api/v1/failed/" + id)).path("state").asText();
  }

  private static long park(String route, String door, String body) {
    return desk.park(new FailedMessage(route, "a-step", "routes/" + route + ".camel.yaml:7", door, "application/json",
        Map.of("CamelMqttTopic", "paywatt/1/reading"), body.getBytes(StandardCharsets.UTF_8),
        new IllegalStateException("Order 17 went wrong")));
  }
}
