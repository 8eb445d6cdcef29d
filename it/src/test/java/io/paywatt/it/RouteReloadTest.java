package io.paywatt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
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
    }
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
