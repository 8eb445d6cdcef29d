package io.paywatt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.it.support.HubProcess;
import org.junit.jupiter.api.Test;

/** A saved route is taken up when it is right; a broken one takes nothing down. */
class RouteReloadTest {
  private static final String ROUTE = """
      - route:
          id: hello-answer
          description: Answer hello
          routeConfigurationId: reject
          from:
            id: hello-ask
            description: Somebody asks
            uri: platform-http
            parameters:
              path: /hello
            steps:
              - setBody:
                  id: hello-words
                  description: The words
                  constant:
                    expression: WORDS
      """;

  /** No error handling at all. */
  private static final String CARELESS = """
      - route:
          id: goods-receive
          description: Take a delivery note
          from:
            id: goods-note
            description: A delivery note
            uri: platform-http
            parameters:
              path: /goods
            steps:
              - to:
                  id: goods-pass
                  description: Read it
                  uri: direct
                  parameters:
                    name: goods-take
      - route:
          id: goods-take
          description: Read a delivery note
          from:
            id: goods-door
            description: A delivery note
            uri: direct
            parameters:
              name: goods-take
            steps:
              - unmarshal:
                  id: goods-read
                  description: It is JSON
                  json: {}
      """;

  @Test
  void a_saved_route_is_applied_only_after_it_passed_and_a_broken_one_leaves_the_running_one_alone() throws IOException {
    HubProcess hub = new HubProcess("reload");
    Path routes = hub.data().resolve("routes");
    copy(HubProcess.HOME.resolve("routes"), routes);
    try (hub) {
      hub.with("PAYWATT_ROUTES_DIRECTORY", routes.toString()).start();
      Path file = routes.resolve("hello-answer.camel.yaml");
      Files.writeString(file, ROUTE.replace("WORDS", "first"));
      await().atMost(Duration.ofSeconds(60)).until(() -> hub.api().get("/hello").body().equals("first"));

      for (String broken : new String[] {"- route: [", ROUTE.replace("setBody", "setBdoy"),
          ROUTE.replace("uri: platform-http", "uri: no-such-thing"), ROUTE.replace("WORDS", "\"{{no.such.key}}\"")}) {
        Files.writeString(file, broken);
        int before = count(hub.output(), "Not applied");
        await(broken).atMost(Duration.ofSeconds(60)).until(() -> count(hub.output(), "Not applied") > before);
        assertThat(hub.output()).containsPattern("Not applied: hello-answer\\.camel\\.yaml:\\d+: ");
        assertThat(hub.api().get("/hello").body()).isEqualTo("first");
        assertThat(hub.api().post("/webhooks/standard", "application/json", "{}", Map.of()).status()).isNotEqualTo(404);
      }

      Files.writeString(file, ROUTE.replace("WORDS", "second"));
      await().atMost(Duration.ofSeconds(60)).until(() -> hub.api().get("/hello").body().equals("second"));
      whatFailsOnIt(hub, routes);
    }
  }

  private static void whatFailsOnIt(HubProcess hub, Path routes) throws IOException {
    Files.writeString(routes.resolve("goods-receive.camel.yaml"), CARELESS);
    await().atMost(Duration.ofSeconds(60)).until(() -> hub.api().post("/goods", "text/plain", "no goods 17", Map.of()).status()
        == 500);
    JsonNode line = hub.api().get("/api/v1/failed?route=goods-take&q=17").json().at("/items/0");
    assertThat(line.path("step").asText()).isEqualTo("goods-read");
    assertThat(line.path("location").asText()).matches("goods-receive\\.camel\\.yaml:2[78]");
    JsonNode item = hub.api().get("/api/v1/failed/" + line.path("id").asText()).json();
    assertThat(item.path("body").asText()).isEqualTo("no goods 17");
    assertThat(item.path("routeVersion").asText()).as("SHA-256 of the file").hasSize(64);

    hub.api().post("/api/v1/failed/replays", "application/json", "{\"ids\":[" + line.path("id").asText() + "]}", Map.of());
    await().atMost(Duration.ofSeconds(60)).until(() -> hub.api().get("/api/v1/failed?route=goods-take").json()
        .at("/items/0/state").asText().equals("failed-again"));
    assertThat(hub.api().get("/api/v1/failed?route=goods-take").json().path("items")).as("still one item").hasSize(1);
  }

  private static int count(String text, String words) {
    return text.split(words, -1).length - 1;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }
}
