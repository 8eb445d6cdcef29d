package io.paywatt.meter.codec.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.meter.codec.Capability;
import io.paywatt.meter.codec.CommandLife;
import io.paywatt.meter.codec.Devices;
import io.paywatt.meter.codec.Directory;
import io.paywatt.meter.codec.EncodedCommand;
import io.paywatt.meter.codec.Heard;
import io.paywatt.meter.codec.JsonPayload;
import io.paywatt.meter.codec.Malformed;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.topic.MeterMessage;
import io.paywatt.meter.topic.TopicPattern;

/** A make described by a file. Every rule whose topic and conditions fit is applied. */
public final class MappingCodec implements MeterCodec {
  private static final Duration TOGETHER = Duration.ofMinutes(10);

  private final Devices devices;
  private final List<Rule> rules;
  private final Map<Capability, CommandTemplate> commands;

  MappingCodec(String make, List<Rule> rules, Map<Capability, CommandTemplate> commands, Directory directory) {
    this.devices = new Devices(make, directory, TOGETHER);
    this.rules = List.copyOf(rules);
    this.commands = Map.copyOf(commands);
  }

  @Override
  public String make() {
    return devices.make();
  }

  @Override
  public Set<Capability> capabilities() {
    return commands.isEmpty() ? EnumSet.noneOf(Capability.class) : EnumSet.copyOf(commands.keySet());
  }

  @Override
  public List<TopicPattern> topics() {
    return rules.stream().map(Rule::topic).toList();
  }

  @Override
  public List<TopicPattern> commandTopics() {
    return commands.values().stream().map(CommandTemplate::topic).toList();
  }

  @Override
  public Heard decode(MeterMessage message) {
    Heard heard = new Heard();
    for (Rule rule : rules) {
      // an empty payload is how a retained message is wiped
      Optional<Map<String, String>> names = rule.topic().match(message.topic());
      if (names.isPresent() && message.payload().length > 0) {
        apply(rule, names.get(), message, heard);
      }
    }
    return heard;
  }

  private void apply(Rule rule, Map<String, String> names, MeterMessage message, Heard heard) {
    JsonNode payload = payload(rule, message);
    Optional<Condition> broken = rule.when().stream().filter(condition -> !condition.holds(payload)).findFirst();
    if (broken.isPresent()) {
      heard.note("the rule of line " + rule.line() + " does not apply: " + broken.get().path() + " is not "
          + (broken.get().values().isEmpty() ? "there" : String.join(" or ", broken.get().values())));
      return;
    }
    List<JsonNode> items = rule.items(payload);
    for (int i = 0; i < items.size(); i++) {
      try {
        JsonNode item = items.get(i);
        rule.part().take(devices.serial(rule.device(names, item)), item, message, devices, heard);
      } catch (Malformed e) {
        if (rule.each() == null) {
          throw e;
        }
        // the other items count
        heard.fault(rule.each() + "/" + i + ": " + e.getMessage());
      }
    }
  }

  private static JsonNode payload(Rule rule, MeterMessage message) {
    try {
      return JsonPayload.tree(message.payload());
    } catch (Malformed e) {
      // a bare word such as online
      if (rule.part() instanceof Part.Presence presence && presence.words().path().matches()) {
        return TextNode.valueOf(JsonPayload.text(message.payload()));
      }
      throw e;
    }
  }

  @Override
  public EncodedCommand encode(OutgoingCommand command, Instant now) {
    CommandTemplate template = commands.get(Capability.of(command.kind()));
    if (template == null) {
      throw CommandLife.impossible(command);
    }
    String device = devices.device(command);
    return devices.encoded(command, template.topic().fill(Map.of(Rule.DEVICE, device)), template.fill(command, device), now);
  }
}
