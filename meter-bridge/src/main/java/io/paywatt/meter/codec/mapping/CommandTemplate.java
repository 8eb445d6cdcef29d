package io.paywatt.meter.codec.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.meter.codec.Capability;
import io.paywatt.meter.codec.CommandLife;
import io.paywatt.meter.topic.TopicPattern;

/**
 * A command as text with values in it: {@code ${id}}, {@code ${device}}, {@code ${relay}} and the fields of the command.
 *
 * @param relayWords what closed and open are called; empty: closed and open
 */
record CommandTemplate(Capability kind, TopicPattern topic, String payload, Map<String, String> relayWords) {
  private static final Pattern VALUE = Pattern.compile("\\$\\{([A-Za-z]+)}");
  private static final int UNPROCESSABLE = 422;

  /** What a payload of this kind may have in it. */
  static Set<String> values(Capability kind) {
    Set<String> values = new LinkedHashSet<>(List.of("id", "device"));
    switch (kind) {
      case RELAY -> values.add("relay");
      case CREDIT -> values.addAll(List.of("amount", "currency", "balance"));
      case BALANCE -> values.addAll(List.of("balance", "currency"));
      case PRICE -> values.add("price");
      case DISPLAY -> values.add("text");
      case WRITE -> values.addAll(List.of("item", "value"));
      default -> { }
    }
    return values;
  }

  /** The names of the values in a text. */
  static Set<String> named(String text) {
    Set<String> names = new LinkedHashSet<>();
    VALUE.matcher(text).results().forEach(found -> names.add(found.group(1)));
    return names;
  }

  /** @throws Rejected when the command has not the values */
  String fill(OutgoingCommand command, String device) {
    Map<String, String> values = new TreeMap<>(Map.of("id", command.id(), "device", device));
    ObjectNode body = CommandLife.body(command);
    body.properties().forEach(field -> values.putIfAbsent(field.getKey(), field.getValue().asText()));
    if (kind == Capability.RELAY) {
      String word = CommandLife.wanted(command).word();
      values.put("relay", relayWords.getOrDefault(word, word));
    }
    return fill(payload, values, command.id());
  }

  /** Every value as it may stand within a JSON text. */
  static String fill(String payload, Map<String, String> values, String command) {
    return VALUE.matcher(payload).replaceAll(found -> {
      String value = values.get(found.group(1));
      if (value == null) {
        throw new Rejected(UNPROCESSABLE, "command " + command + " has no " + found.group(1));
      }
      return Matcher.quoteReplacement(new String(JsonStringEncoder.getInstance().quoteAsString(value)));
    });
  }
}
