package io.paywatt.ledger.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the nodes of one YAML file and notes what is wrong with the line it stands on, so that all faults come at once. */
public final class YamlFile {
  private final String name;
  private final List<String> faults;

  /** @param name as shown in messages, @param faults each is added as {@code name:line: what is wrong} */
  public YamlFile(String name, List<String> faults) {
    this.name = name;
    this.faults = faults;
  }

  /** The document in a file, empty and a fault when it can't be read or is no YAML at all. */
  public Optional<Node> compose(Path file) {
    try {
      return compose(Files.readString(file));
    } catch (IOException e) {
      faults.add(file + ": can't be read as UTF-8 text: " + e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  /** The document, empty when it is no YAML at all. */
  public Optional<Node> compose(String text) {
    try {
      Optional<Node> node = new Compose(LoadSettings.builder().setLabel(name).build()).composeString(text);
      if (node.isEmpty()) {
        faults.add(name + ":1: the file is empty");
      }
      return node;
    } catch (MarkedYamlEngineException e) {
      faults.add(name + ":" + (e.getProblemMark().map(Mark::getLine).orElse(0) + 1) + ": " + e.getProblem());
    } catch (YamlEngineException e) {
      faults.add(name + ":1: " + e.getMessage());
    }
    return Optional.empty();
  }

  /** Keys for {@link #map(Node, Set, Set)}, named in this order. */
  public static Set<String> keys(String... keys) {
    return new LinkedHashSet<>(List.of(keys));
  }

  /** The members of a mapping; unknown, doubled and missing keys are faults. */
  public Map<String, Node> map(Node node, Set<String> required, Set<String> optional) {
    Map<String, Node> members = map(node);
    members.forEach((key, value) -> {
      if (!required.contains(key) && !optional.contains(key)) {
        List<String> allowed = Stream.concat(required.stream(), optional.stream()).toList();
        fault(value, "unknown key '" + key + "', allowed are " + String.join(", ", allowed)
            + (isEmpty(value) ? "; a text that has a comma needs quotes" : Nearest.hint(key, allowed)));
      }
    });
    required.stream().filter(key -> !members.containsKey(key)).forEach(key -> fault(node, key + " is missing"));
    return members;
  }

  private static boolean isEmpty(Node value) {
    return value instanceof ScalarNode scalar && scalar.isPlain() && scalar.getValue().isEmpty();
  }

  /** The members of a mapping with keys of the author's choice. */
  public Map<String, Node> map(Node node) {
    Map<String, Node> members = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      fault(node, "a mapping (key: value) is expected here");
      return members;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = text(tuple.getKeyNode());
      if (members.putIfAbsent(key, tuple.getValueNode()) != null) {
        fault(tuple.getKeyNode(), "key '" + key + "' is given twice");
      }
    }
    return members;
  }

  /** The items of a list; none and a fault when it is none. */
  public List<Node> list(Node node) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    fault(node, "a list is expected here");
    return List.of();
  }

  /** The text of a scalar as written, so that 0.60 stays 0.60; empty and a fault when it is none. */
  public String text(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    fault(node, "a single value is expected here");
    return "";
  }

  /** Notes what is wrong at a node. */
  public void fault(Node node, String what) {
    faults.add(name + ":" + line(node) + ": " + what);
  }

  /** Line of a node, from 1. */
  public static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
