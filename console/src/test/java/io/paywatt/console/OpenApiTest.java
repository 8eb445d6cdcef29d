package io.paywatt.console;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** What the document says and what the server does are the same. */
class OpenApiTest {
  private static TestHub hub;

  private record Operation(String method, String path, JsonNode description) {
    String example() {
      return path.replaceAll("\\{\\w+}", "1");
    }
  }

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_openapi");
  }

  @AfterAll static void stop() {
    hub.close();
  }

  @Test void document_is_served_with_the_token() {
    HttpResponse<String> response = hub.client.get("/api/openapi.json");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(TestClient.json(response)).isEqualTo(Documented.DOCUMENT);
  }

  @Test void every_route_is_documented_and_every_documented_path_exists() {
    Map<String, Set<String>> offered = new TreeMap<>();
    hub.api.paths().forEach(path -> offered.put(path.template(), new TreeSet<>(path.offers().keySet())));
    Map<String, Set<String>> documented = new TreeMap<>();
    documented("/api").forEach(it -> documented.computeIfAbsent(it.path, key -> new TreeSet<>()).add(it.method));
    assertThat(offered).isEqualTo(documented);
  }

  @TestFactory Stream<DynamicTest> query_parameters_and_bodies_are_the_documented_ones() {
    return each(operation -> {
      var offer = hub.api.paths().stream().filter(it -> it.template().equals(operation.path)).findFirst().orElseThrow()
          .offers().get(operation.method);
      Set<String> documented = new TreeSet<>();
      operation.description.path("parameters").forEach(parameter -> {
        if (parameter.path("in").asText().equals("query")) {
          documented.add(parameter.path("name").asText());
        }
      });
      assertThat(offer.parameters()).isEqualTo(documented);
      Iterator<String> types = operation.description.path("requestBody").path("content").fieldNames();
      assertThat(types.hasNext() ? types.next() : null).isEqualTo(offer.body().mediaType());
    });
  }

  @TestFactory Stream<DynamicTest> missing_token_is_refused() {
    return each(operation -> assertRefused(operation, null));
  }

  @TestFactory Stream<DynamicTest> wrong_token_is_refused() {
    return each(operation -> assertRefused(operation, "Bearer " + TestHub.TOKEN + "x"));
  }

  @TestFactory Stream<DynamicTest> other_scheme_is_refused() {
    return each(operation -> assertRefused(operation, "Basic " + TestHub.TOKEN));
  }

  @TestFactory Stream<DynamicTest> other_methods_are_405_with_allow() {
    return each(operation -> {
      HttpResponse<String> response = hub.client.send(hub.client.request(operation.example()).DELETE());
      assertThat(response.statusCode()).isEqualTo(405);
      assertThat(response.headers().firstValue("Allow").orElseThrow()).contains(operation.method);
      assertThat(TestClient.json(response).path("type").asText()).isEqualTo("urn:paywatt:problem:method-not-allowed");
    });
  }

  @TestFactory Stream<DynamicTest> unknown_query_parameters_are_named() {
    return each(operation -> {
      if (!operation.method.equals("GET")) {
        return;
      }
      HttpResponse<String> response = hub.client.get(operation.example() + "?colour=red");
      JsonNode problem = Documented.holds(operation.path, "get", response);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(problem.path("errors").path(0).path("parameter").asText()).isEqualTo("colour");
    });
  }

  @Test void examples_fit_their_schemas() {
    List<String> checked = new ArrayList<>();
    Documented.DOCUMENT.findValues("content").forEach(content -> content.fields().forEachRemaining(type -> {
      JsonNode schema = type.getValue().path("schema");
      List<JsonNode> examples = new ArrayList<>();
      type.getValue().path("examples").forEach(example -> examples.add(example.path("value")));
      if (type.getValue().has("example")) {
        examples.add(type.getValue().path("example"));
      }
      examples.forEach(example -> Documented.fits(schema, example));
      examples.forEach(example -> checked.add(type.getKey()));
    }));
    assertThat(checked).hasSizeGreaterThan(30);
  }

  private static void assertRefused(Operation operation, String authorization) {
    var request = hub.client.bare(operation.example());
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    HttpResponse<String> response = hub.client.send(operation.method.equals("GET") ? request.GET()
        : request.POST(BodyPublishers.ofString("{}")));
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    JsonNode problem = Documented.holds(operation.path, operation.method.toLowerCase(Locale.ROOT), response);
    assertThat(problem.path("instance").asText()).isEqualTo(operation.example());
    assertThat(response.body()).doesNotContain(TestHub.TOKEN);
  }

  private static Stream<DynamicTest> each(Consumer<Operation> check) {
    return operations().stream().map(operation ->
        DynamicTest.dynamicTest(operation.method + " " + operation.path, () -> check.accept(operation)));
  }

  /** Every documented operation that is not open to everybody. */
  private static List<Operation> operations() {
    return documented("/").stream().filter(operation -> !operation.description.has("security")).toList();
  }

  private static List<Operation> documented(String prefix) {
    List<Operation> operations = new ArrayList<>();
    Documented.DOCUMENT.path("paths").fields().forEachRemaining(path -> {
      for (String method : List.of("get", "post", "put", "delete", "patch")) {
        JsonNode operation = path.getValue().path(method);
        if (!operation.isMissingNode() && path.getKey().startsWith(prefix)) {
          operations.add(new Operation(method.toUpperCase(Locale.ROOT), path.getKey(), operation));
        }
      }
    });
    return operations;
  }
}
