package io.paywatt.hub.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.store.Json;
import io.paywatt.meter.codec.Heard;

/** What a make heard, for people and for programs. */
final class HeardText {
  private HeardText() {}

  /** Whether nothing at all could be read. */
  static boolean isNothing(Heard heard) {
    return heard.readings().isEmpty() && heard.events().isEmpty() && heard.replies().isEmpty()
        && heard.presences().isEmpty() && heard.values().isEmpty();
  }

  static String json(String topic, Heard heard) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("topic", topic);
    all.put("readings", heard.readings().stream().map(HeardText::json).toList());
    all.put("events", heard.events());
    all.put("replies", heard.replies());
    all.put("presence", heard.presences());
    all.put("values", heard.values());
    all.put("faults", heard.faults());
    all.put("notes", heard.notes());
    return Json.write(all);
  }

  private static ObjectNode json(Reading reading) {
    ObjectNode json = Json.object(Json.write(reading));
    json.put("relay", reading.relay() == null ? null : reading.relay().word());
    json.set("quality", Json.object().arrayNode().addAll(reading.quality().stream().sorted()
        .map(each -> (JsonNode) TextNode.valueOf(each.word())).toList()));
    return json;
  }

  static String of(String topic, Heard heard) {
    List<String> lines = new ArrayList<>();
    lines.add("topic     " + topic);
    heard.readings().forEach(reading -> lines.add("reading   " + text(reading)));
    heard.events().forEach(event -> lines.add("event     meter " + event.serial() + ", " + event.kind() + ", " + event.at()));
    heard.replies().forEach(reply -> lines.add("reply     meter " + reply.serial() + ", command " + reply.id() + ", "
        + reply.result() + (reply.reason() == null ? "" : ": " + reply.reason())));
    heard.presences().forEach(presence -> lines.add("presence  meter " + presence.serial() + ", "
        + (presence.online() ? "online" : "offline")));
    heard.values().forEach(value -> lines.add("value     meter " + value.serial() + ", " + value.name() + " "
        + value.value() + (value.unit().isEmpty() ? "" : " " + value.unit())));
    heard.faults().forEach(fault -> lines.add("fault     " + fault));
    heard.notes().forEach(note -> lines.add("note      " + note));
    if (isNothing(heard) && heard.faults().isEmpty()) {
      lines.add("nothing   there is no message of this make in it");
    }
    return String.join("\n", lines);
  }

  private static String text(Reading reading) {
    StringBuilder text = new StringBuilder("meter " + reading.serial() + ", " + reading.at() + ", "
        + reading.energyWh() + " Wh");
    append(text, "tariffs", reading.tariffWh().isEmpty() ? null : reading.tariffWh(), "Wh");
    append(text, "power", reading.powerW(), "W");
    append(text, "voltage", reading.voltageV().isEmpty() ? null : reading.voltageV(), "V");
    append(text, "current", reading.currentA().isEmpty() ? null : reading.currentA(), "A");
    append(text, "relay", reading.relay() == null ? null : reading.relay().word(), "");
    append(text, "balance", reading.balanceMinor(), "minor units");
    reading.quality().stream().sorted().forEach(each -> append(text, "assumed:", each.word(), ""));
    return text.toString();
  }

  private static void append(StringBuilder text, String name, Object value, String unit) {
    if (value != null) {
      text.append(", ").append(name).append(' ').append(value).append(unit.isEmpty() ? "" : " " + unit);
    }
  }
}
