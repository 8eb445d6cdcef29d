package io.paywatt.hub.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.paywatt.console.openapi.OpenApiEndpoint;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every address that a route or a kamelet opens on the hub's port stands in the OpenAPI document, and no other. */
class DocumentedDoorsTest {
  private static final Path ROUTES = Path.of("..", "routes");
  private static final List<Door> DOORS = new ArrayList<>();
  private static JsonNode paths;

  /** @param open it takes what begins with its path, too */
  private record Door(String path, boolean open, Set<String> methods, String mediaType) {
    boolean is(String documented) {
      return documented.equals(path) || open && documented.startsWith(path + "/");
    }
  }

  @BeforeAll
  static void read() throws IOException {
    try (var in = OpenApiEndpoint.class.getResourceAsStream("openapi.json")) {
      paths = new ObjectMapper().readTree(in).path("paths");
    }
    Map<String, JsonNode> kamelets = new HashMap<>();
    files("kamelets").forEach(file -> kamelets.put(file.path("metadata").path("name").asText(), file.path("spec")));
    Set<String> used = new TreeSet<>();
    for (String folder : new String[] {"payments", "sms", "notify", "meters", "shared"}) {
      files(folder).forEach(file -> file.findValues("from").forEach(from -> {
        String uri = from.path("uri").asText();
        JsonNode kamelet = kamelets.get(uri.replaceFirst("^kamelet:", ""));
        if (uri.startsWith("platform-http")) {
          add(from, Map.of());
        } else if (kamelet != null) {
          used.add(uri.replaceFirst("^kamelet:", ""));
          add(kamelet.path("template").path("from"), parameters(kamelet, from.path("parameters")));
        }
      }));
    }
    // what integrators alone use has no path yet
    kamelets.forEach((name, kamelet) -> {
      if (!used.contains(name)) {
        add(kamelet.path("template").path("from"), Map.of());
      }
    });
  }

  @Test
  void every_address_that_a_route_opens_is_documented_with_its_methods_and_type() {
    assertThat(DOORS).hasSizeGreaterThan(14).allSatisfy(door -> {
      List<String> documented = names(paths).filter(door::is).toList();
      assertThat(documented).as("openapi.json on %s", door.path()).hasSize(1);
      JsonNode path = paths.path(documented.get(0));
      assertThat(door.methods()).as(door.path()).allSatisfy(method -> assertThat(path.has(method)).as(method).isTrue());
      if (door.mediaType() != null) {
        assertThat(names(path.path("post").path("requestBody").path("content"))).as(door.path())
            .containsExactly(door.mediaType());
      }
    });
  }

  @Test
  void every_documented_webhook_is_opened_by_a_route() {
    assertThat(names(paths).filter(path -> path.startsWith("/webhooks/"))).isNotEmpty()
        .allSatisfy(path -> assertThat(DOORS).as(path).anyMatch(door -> door.is(path)));
  }

  private static void add(JsonNode from, Map<String, String> parameters) {
    JsonNode options = from.path("parameters");
    String uri = from.path("uri").asText();
    if (uri.startsWith("platform-http")) {
      String path = options.has("path") ? options.path("path").asText() : uri.substring("platform-http:".length());
      for (var parameter : parameters.entrySet()) {
        path = path.replace("{{" + parameter.getKey() + "}}", parameter.getValue());
      }
      DOORS.add(new Door(path.replace("{{", "{").replace("}}", "}"), options.path("matchOnUriPrefix").asBoolean(),
          Set.of(options.path("httpMethodRestrict").asText().toLowerCase(Locale.ROOT).split(",")),
          options.path("consumes").asText(null)));
    }
  }

  /** As the route sets them, else their defaults. */
  private static Map<String, String> parameters(JsonNode kamelet, JsonNode set) {
    Map<String, String> parameters = new HashMap<>();
    JsonNode properties = kamelet.path("definition").path("properties");
    names(properties).forEach(name -> parameters.put(name, set.has(name) ? set.path(name).asText()
        : properties.path(name).path("default").asText()));
    return parameters;
  }

  private static Stream<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey);
  }

  private static List<JsonNode> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(ROUTES.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).map(DocumentedDoorsTest::tree).toList();
    }
  }

  private static JsonNode tree(Path file) {
    List<Fault> faults = new ArrayList<>();
    try {
      JsonNode root = YamlFile.read(file.toString(), Files.readString(file), faults).root();
      assertThat(faults).isEmpty();
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
