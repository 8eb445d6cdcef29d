package io.paywatt.meter.codec.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.meter.codec.JsonPayload;
import io.paywatt.meter.topic.TopicPattern;

/**
 * One entry of {@code messages}.
 *
 * @param line   where it stands in the file
 * @param each   list whose items are messages of their own, or null
 * @param device where the device's name stands, or null: in the topic
 */
record Rule(int line, TopicPattern topic, List<Condition> when, JsonPointer each, JsonPointer device, Part part) {
  static final String DEVICE = "device";

  /** The messages in the payload. @throws io.paywatt.meter.codec.Malformed when there is no list where one should be */
  List<JsonNode> items(JsonNode payload) {
    if (each == null) {
      return List.of(payload);
    }
    JsonNode list = payload.at(each);
    if (!list.isArray()) {
      throw JsonPayload.wrong(each.toString(), list, "a list");
    }
    List<JsonNode> items = new ArrayList<>();
    list.forEach(items::add);
    return items;
  }

  /** @param names of the topic. @throws io.paywatt.meter.codec.Malformed when the message does not tell */
  String device(Map<String, String> names, JsonNode item) {
    JsonNode node = device == null ? null : item.at(device);
    if (JsonPayload.has(node) && !node.asText().isEmpty()) {
      return node.asText();
    }
    if (!names.containsKey(DEVICE)) {
      throw JsonPayload.wrong(String.valueOf(device), node, "the name of the device");
    }
    return names.get(DEVICE);
  }
}
