package io.paywatt.hub.routes;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

/** The schema of the Camel YAML DSL: unknown steps, misspelt options, wrong types. */
final class RouteSchema {
  private final JsonSchema schema;

  RouteSchema() {
    try (InputStream in = RouteSchema.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
      // every use of a step kept as a tree of its own would take 250 MB of a running hub
      SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER)
          .cacheRefs(false).build();
      schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(in, config);
    } catch (IOException e) {
      throw new IllegalStateException("The schema of the Camel YAML DSL is not on the class path", e);
    }
  }

  /** Checks a route file, or the template of a kamelet, which the schema knows only as a list of one. */
  void check(YamlFile file, List<Fault> faults) {
    boolean kamelet = file.root().path("kind").asText().equals("Kamelet");
    JsonNode checked = kamelet ? template(file.root()) : file.root();
    String above = kamelet ? "/spec/template" : "";
    Set<ValidationMessage> messages = schema.validate(checked);
    messages.stream().filter(message -> isTellingMost(message, messages)).limit(10).forEach(message -> {
      String pointer = message.getInstanceLocation().toString();
      faults.add(new Fault(file.name(), file.line(kamelet ? above + pointer.replaceFirst("^/0", "") : pointer),
          words(message)));
    });
  }

  private static JsonNode template(JsonNode root) {
    JsonNode template = root.path("spec").path("template");
    var list = JsonNodeFactory.instance.arrayNode();
    var wrapped = JsonNodeFactory.instance.objectNode();
    template.fields().forEachRemaining(field -> {
      if (!field.getKey().equals("beans")) {
        wrapped.set(field.getKey(), field.getValue());
      }
    });
    return list.add(wrapped);
  }

  /** A oneOf above a fault only repeats it, so the deepest places speak. */
  private static boolean isTellingMost(ValidationMessage message, Set<ValidationMessage> all) {
    String place = message.getInstanceLocation().toString();
    return all.stream().noneMatch(other -> other.getInstanceLocation().toString().startsWith(place + "/"));
  }

  private static String words(ValidationMessage message) {
    return message.getMessage().replaceFirst("^[^:]*: ", "");
  }
}
