package io.paywatt.hub.routes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML file as a tree that knows its lines. */
final class YamlFile {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private final String name;
  private final Map<String, Integer> lines = new HashMap<>();
  private final JsonNode root;

  private YamlFile(String name, Node node) {
    this.name = name;
    this.root = node == null ? JSON.missingNode() : convert(node, "");
  }

  /** Reads the text; what is no YAML becomes a fault and null. */
  static YamlFile read(String name, String text, List<Fault> faults) {
    int tab = lineOfTabIndent(text);
    if (tab > 0) {
      faults.add(new Fault(name, tab, "the line is indented with a tab; YAML allows only spaces"));
      return null;
    }
    try {
      var settings = LoadSettings.builder().setAllowDuplicateKeys(false).setLabel(name).build();
      return new YamlFile(name, new Compose(settings).composeString(text).orElse(null));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      faults.add(new Fault(name, line, "no YAML: " + e.getProblem() + (e.getContext() == null ? "" : ", " + e.getContext())));
      return null;
    }
  }

  String name() {
    return name;
  }

  JsonNode root() {
    return root;
  }

  /** The line of a place written as a JSON pointer; of the nearest place above when that one is not there. */
  int line(String pointer) {
    for (String place = pointer; ; place = place.substring(0, place.lastIndexOf('/'))) {
      if (lines.containsKey(place)) {
        return lines.get(place);
      }
      if (place.isEmpty()) {
        return 1;
      }
    }
  }

  private JsonNode convert(Node node, String pointer) {
    lines.putIfAbsent(pointer, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
    if (node instanceof MappingNode mapping) {
      return object(mapping, pointer);
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = JSON.arrayNode();
      for (Node each : sequence.getValue()) {
        array.add(convert(each, pointer + "/" + array.size()));
      }
      return array;
    }
    return scalar((ScalarNode) node);
  }

  private ObjectNode object(MappingNode mapping, String pointer) {
    ObjectNode object = JSON.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = ((ScalarNode) tuple.getKeyNode()).getValue();
      String below = pointer + "/" + key;
      lines.put(below, tuple.getKeyNode().getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
      object.set(key, convert(tuple.getValueNode(), below));
    }
    return object;
  }

  private static JsonNode scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    if (scalar.getTag().equals(Tag.INT)) {
      return JSON.numberNode(new java.math.BigInteger(text));
    }
    if (scalar.getTag().equals(Tag.FLOAT)) {
      return JSON.numberNode(new java.math.BigDecimal(text));
    }
    if (scalar.getTag().equals(Tag.BOOL)) {
      return JSON.booleanNode(Boolean.parseBoolean(text));
    }
    return scalar.getTag().equals(Tag.NULL) ? JSON.nullNode() : JSON.textNode(text);
  }

  private static int lineOfTabIndent(String text) {
    String[] physical = text.split("\\R", -1);
    for (int i = 0; i < physical.length; i++) {
      if (physical[i].matches(" *\\t.*\\S.*")) {
        return i + 1;
      }
    }
    return 0;
  }
}
