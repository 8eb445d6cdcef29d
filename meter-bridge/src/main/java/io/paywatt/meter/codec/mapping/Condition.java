package io.paywatt.meter.codec.mapping;

import java.util.Set;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.meter.codec.JsonPayload;

/**
 * What has to hold for a rule to apply.
 *
 * @param values allowed there; empty: any value
 */
record Condition(JsonPointer path, Set<String> values) {
  boolean holds(JsonNode message) {
    JsonNode node = message.at(path);
    return JsonPayload.has(node) && (values.isEmpty() || values.contains(node.asText()));
  }
}
