package io.paywatt.meter.codec.mapping;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import com.fasterxml.jackson.core.JsonPointer;
import io.paywatt.ledger.yaml.YamlFile;
import io.paywatt.meter.codec.Capability;
import io.paywatt.meter.codec.JsonPayload;
import io.paywatt.meter.codec.Malformed;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.codec.file.CodecParts;
import io.paywatt.meter.codec.file.MakeFile;
import io.paywatt.meter.topic.TopicPattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** A file with {@code protocol: json}: the mapping of a vendor's messages and commands. */
public final class MappingFile {
  private static final List<String> PARTS = List.of("reading", "event", "presence", "reply");

  private final MakeFile file;
  private final YamlFile yaml;
  private final FieldReader fields;

  private MappingFile(MakeFile file, CodecParts parts) {
    this.file = file;
    this.yaml = file.yaml();
    this.fields = new FieldReader(file, parts.zone());
  }

  /** @return null and faults when something is wrong */
  public static MeterCodec read(MakeFile file, CodecParts parts) {
    file.keys(YamlFile.keys("messages"), YamlFile.keys("commands"));
    if (file.node("messages") == null) {
      return null;
    }
    MappingFile mapping = new MappingFile(file, parts);
    List<Rule> rules = new ArrayList<>();
    file.yaml().list(file.node("messages")).forEach(node -> rules.add(mapping.rule(node)));
    Map<Capability, CommandTemplate> commands = new EnumMap<>(Capability.class);
    if (file.node("commands") != null) {
      file.yaml().map(file.node("commands")).forEach((kind, node) -> mapping.command(kind, node, commands));
    }
    return file.isRight() ? new MappingCodec(file.make(), rules, commands, parts.directory()) : null;
  }

  private Rule rule(Node node) {
    Map<String, Node> members = yaml.map(node, YamlFile.keys("topic"),
        YamlFile.keys("when", "each", "device", "reading", "event", "presence", "reply"));
    List<String> found = PARTS.stream().filter(members::containsKey).toList();
    if (found.size() != 1) {
      yaml.fault(node, "a message needs exactly one of " + String.join(", ", PARTS) + ", it has " + found.size());
    }
    if (!members.containsKey("topic") || found.size() != 1) {
      return null;
    }
    JsonPointer device = members.containsKey("device") ? fields.path(members.get("device")) : null;
    TopicPattern topic = file.topic(members.get("topic"), device == null ? Set.of(Rule.DEVICE) : Set.of());
    List<Condition> when = members.containsKey("when") ? fields.conditions(members.get("when")) : List.of();
    JsonPointer each = members.containsKey("each") ? fields.path(members.get("each")) : null;
    Node part = members.get(found.get(0));
    return new Rule(YamlFile.line(node), topic, when, each, device, switch (found.get(0)) {
      case "reading" -> fields.readings(part);
      case "event" -> fields.events(part);
      case "presence" -> fields.presence(part);
      default -> fields.replies(part);
    });
  }

  private void command(String kind, Node node, Map<Capability, CommandTemplate> commands) {
    Map<String, Node> members = yaml.map(node, YamlFile.keys("topic", "payload"), YamlFile.keys("words"));
    Capability capability;
    try {
      capability = Capability.of(kind);
    } catch (IllegalArgumentException e) {
      yaml.fault(node, e.getMessage());
      return;
    }
    if (!members.containsKey("topic") || !members.containsKey("payload")) {
      return;
    }
    TopicPattern topic = file.topic(members.get("topic"), Set.of(Rule.DEVICE));
    Map<String, String> words = members.containsKey("words") ? relayWords(members.get("words")) : Map.of();
    if (topic != null && topic.filter().contains("#")) {
      yaml.fault(members.get("topic"), "topic of a command is '" + topic + "', allowed is one without + and #");
    }
    payload(members.get("payload"), capability, words);
    commands.put(capability, new CommandTemplate(capability, topic, yaml.text(members.get("payload")), words));
  }

  private Map<String, String> relayWords(Node node) {
    Map<String, Node> members = yaml.map(node, YamlFile.keys("closed", "open"), Set.of());
    return members.keySet().equals(Set.of("closed", "open"))
        ? Map.of("closed", yaml.text(members.get("closed")), "open", yaml.text(members.get("open"))) : Map.of();
  }

  private void payload(Node node, Capability kind, Map<String, String> words) {
    String text = yaml.text(node);
    Set<String> allowed = CommandTemplate.values(kind);
    Set<String> named = CommandTemplate.named(text);
    named.stream().filter(name -> !allowed.contains(name)).forEach(name -> yaml.fault(node,
        "payload has ${" + name + "}, allowed are ${" + String.join("}, ${", allowed) + "}"));
    if (allowed.containsAll(named) && text.strip().startsWith("{")) {
      Map<String, String> samples = new TreeMap<>();
      allowed.forEach(name -> samples.put(name, "1"));
      samples.put("relay", words.getOrDefault("closed", "closed"));
      try {
        JsonPayload.object(CommandTemplate.fill(text, samples, "").getBytes(StandardCharsets.UTF_8));
      } catch (Malformed e) {
        yaml.fault(node, "payload with values in it is no JSON: " + e.getMessage());
      }
    }
  }
}
