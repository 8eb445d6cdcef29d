package io.paywatt.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.paywatt.console.openapi.OpenApiEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/** The OpenAPI document, as the tests hold answers against it. */
final class Documented {
  private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  static final JsonNode DOCUMENT = load();
  private static final ObjectNode STRICT = strict();

  private Documented() {}

  /** Asserts that the answer is documented for this path, method and status, and has exactly the documented fields. */
  static JsonNode holds(String path, String method, HttpResponse<String> response) {
    JsonNode answer = resolve(DOCUMENT.path("paths").path(path).path(method).path("responses")
        .path(Integer.toString(response.statusCode())));
    assertThat(answer.isMissingNode()).as("%s %s documents status %s", method, path, response.statusCode()).isFalse();
    String type = response.headers().firstValue("Content-Type").orElseThrow().replaceAll(";.*", "");
    JsonNode content = answer.path("content").path(type);
    assertThat(content.isMissingNode()).as("%s %s documents %s", method, path, type).isFalse();
    JsonNode body = TestClient.json(response);
    fits(content.path("schema"), body);
    return body;
  }

  /** Asserts that a value fits a schema of the document. */
  static void fits(JsonNode schema, JsonNode value) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", STRICT);
    JsonSchema compiled = FACTORY.getSchema(whole);
    assertThat(compiled.validate(value)).as("%s against %s", value, schema).isEmpty();
  }

  /** A node, or what its $ref names. */
  static JsonNode resolve(JsonNode node) {
    String ref = node.path("$ref").asText("");
    return ref.isEmpty() ? node : DOCUMENT.at(ref.substring(1));
  }

  private static JsonNode load() {
    try (var in = OpenApiEndpoint.class.getResourceAsStream("openapi.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The components, with a field that is not documented being an error. */
  private static ObjectNode strict() {
    ObjectNode components = DOCUMENT.path("components").deepCopy();
    components.path("schemas").fields().forEachRemaining(schema -> {
      if (schema.getValue() instanceof ObjectNode object && object.has("properties") && !schema.getKey().equals("Failed")) {
        object.put("additionalProperties", false);
      }
    });
    return components;
  }
}
