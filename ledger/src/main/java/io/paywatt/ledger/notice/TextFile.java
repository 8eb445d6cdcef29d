package io.paywatt.ledger.notice;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One file of texts, read with the line of every fault. */
final class TextFile {
  private static final int LONGEST_TEXT = 500;
  private static final int LONGEST_LOCALE = 16;

  private final Path file;
  private final List<String> faults;
  private final int mostSegments;

  /** @param mostSegments parts an SMS may have */
  TextFile(Path file, List<String> faults, int mostSegments) {
    this.file = file;
    this.faults = faults;
    this.mostSegments = mostSegments;
  }

  /** The texts by kind; what is wrong is added to the faults. */
  Map<String, NoticeText> read() {
    checkLocale();
    Map<String, NoticeText> texts = new TreeMap<>();
    Optional<Node> root = compose();
    if (root.isEmpty()) {
      return texts;
    }
    Set<String> seen = new TreeSet<>();
    members(root.get(), "kinds of notices").forEach((key, value) -> {
      String kind = word(key);
      seen.add(kind);
      if (!NoticeKinds.exists(kind)) {
        fault(key, "'" + kind + "' is no kind of notice, allowed are " + String.join(", ", NoticeKinds.all()));
      } else {
        texts.put(kind, text(kind, key, value));
      }
    });
    NoticeKinds.all().stream().filter(kind -> !seen.contains(kind))
        .forEach(kind -> fault(root.get(), "the text of '" + kind + "' is missing"));
    return texts;
  }

  private NoticeText text(String kind, Node key, Node value) {
    String text = null;
    Map<String, String> templates = new TreeMap<>();
    List<String> variables = List.of();
    for (var field : members(value, "text, template and variables").entrySet()) {
      switch (word(field.getKey())) {
        case "text" -> text = checked(kind, field.getValue());
        case "template" -> templates = templates(field.getValue());
        case "variables" -> variables = variables(kind, field.getValue());
        default -> fault(field.getKey(), "'" + word(field.getKey()) + "' is not allowed in " + kind
            + ", allowed are text, template, variables");
      }
    }
    if (text == null) {
      fault(key, "text of " + kind + " is missing");
    }
    if (!templates.isEmpty()) {
      checkNeeded(kind, "template", key, variables);
    }
    return new NoticeText(text, templates, variables);
  }

  private String checked(String kind, Node node) {
    String text = word(node).strip();
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      fault(node, "text of " + kind + " has " + text.length() + " characters, allowed are 1 to " + LONGEST_TEXT);
    }
    List<String> named = NoticeText.PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).toList();
    named.forEach(name -> checkName(kind, node, name));
    if (NoticeText.PLACEHOLDER.matcher(text).replaceAll("").matches("(?s).*[{}].*")) {
      fault(node, "text of " + kind + " has a brace without its partner, or a | without its second form");
    }
    checkNeeded(kind, "text", node, named);
    checkLength(kind, node, text);
    return text;
  }

  private void checkNeeded(String kind, String what, Node node, List<String> named) {
    NoticeKinds.needed(kind).stream().filter(name -> !named.contains(name))
        .forEach(name -> fault(node, what + " of " + kind + " does not name {" + name + "}"));
  }

  /** With values as long as they get in practice. */
  private void checkLength(String kind, Node node, String text) {
    String sample = new NoticeText(text, Map.of(), List.of()).render(Samples.values(locale(), ZoneOffset.UTC));
    if (Segments.of(sample) > mostSegments) {
      fault(node, "text of " + kind + " takes " + Segments.of(sample) + " parts as an SMS (" + sample.length()
          + " characters once filled in), allowed are " + mostSegments + " (segments in config/notices.yaml)");
    }
  }

  /** One id for every SMS provider, or ids by provider. */
  private Map<String, String> templates(Node node) {
    Map<String, String> templates = new TreeMap<>();
    if (node instanceof MappingNode) {
      members(node, "ids by provider").forEach((key, value) -> templates.put(word(key), word(value)));
    } else {
      templates.put(NoticeText.ANY_SMS, word(node));
    }
    return templates;
  }

  private List<String> variables(String kind, Node node) {
    List<String> names = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(item -> names.add(checkName(kind, item, word(item))));
    } else {
      fault(node, "variables of " + kind + " is not a list");
    }
    return names;
  }

  private String checkName(String kind, Node node, String name) {
    Set<String> allowed = NoticeKinds.placeholders(kind);
    if (!allowed.contains(name)) {
      fault(node, "{" + name + "} is not known in " + kind + ", allowed are " + String.join(", ", allowed));
    }
    return name;
  }

  private void checkLocale() {
    String tag = locale();
    if (!Locale.forLanguageTag(tag).toLanguageTag().equals(tag) || tag.length() > LONGEST_LOCALE) {
      faults.add(file + ": the name is no locale, allowed are language tags as zh-CN.yaml or en.yaml");
    }
  }

  private String locale() {
    return file.getFileName().toString().replaceFirst("\\.yaml$", "");
  }

  private Optional<Node> compose() {
    try (Reader reader = Files.newBufferedReader(file)) {
      Optional<Node> root = new Compose(LoadSettings.builder().setLabel(file.toString()).build()).composeReader(reader);
      if (root.isEmpty()) {
        faults.add(file + ":1: the file is empty, allowed are texts by kind");
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
      faults.add(file + line + ": no YAML: " + e.getProblem());
    } catch (IOException | YamlEngineException e) {
      faults.add(file + ": can't be read: " + e.getMessage());
    }
    return Optional.empty();
  }

  private Map<Node, Node> members(Node node, String expected) {
    Map<Node, Node> members = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      Set<String> names = new TreeSet<>();
      for (NodeTuple tuple : mapping.getValue()) {
        if (!names.add(word(tuple.getKeyNode()))) {
          fault(tuple.getKeyNode(), "'" + word(tuple.getKeyNode()) + "' is there twice");
        }
        members.put(tuple.getKeyNode(), tuple.getValueNode());
      }
    } else {
      fault(node, "allowed are " + expected);
    }
    return members;
  }

  private String word(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    fault(node, "a text is expected");
    return "";
  }

  private void fault(Node node, String what) {
    String line = node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
    faults.add(file + line + ": " + what);
  }
}
