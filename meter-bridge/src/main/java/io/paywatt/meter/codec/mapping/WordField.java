package io.paywatt.meter.codec.mapping;

import java.util.Map;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.meter.codec.JsonPayload;

/**
 * A word of a message and what it means; numbers and true or false count as the text they are written as.
 *
 * @param words by the word of the message
 */
record WordField<T>(JsonPointer path, Map<String, T> words) {
  /** What it means, or null when the message does not have it. @throws io.paywatt.meter.codec.Malformed for another word */
  T read(JsonNode message) {
    JsonNode node = message.at(path);
    if (!JsonPayload.has(node)) {
      return null;
    }
    T meaning = words.get(node.asText());
    if (meaning == null) {
      throw JsonPayload.wrong(path.toString(), node, String.join(", ", words.keySet()));
    }
    return meaning;
  }
}
