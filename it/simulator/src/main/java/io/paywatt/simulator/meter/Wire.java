package io.paywatt.simulator.meter;

import java.nio.charset.StandardCharsets;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.simulator.Json;

/** What goes over the wire. @param retain whether the broker keeps it for those who come later */
record Wire(String topic, byte[] payload, boolean retain) {
  static Wire json(String topic, JsonNode payload) {
    return new Wire(topic, Json.bytes(payload), false);
  }

  static Wire text(String topic, String payload) {
    return new Wire(topic, payload.getBytes(StandardCharsets.UTF_8), false);
  }

  static Wire kept(String topic, String payload) {
    return new Wire(topic, payload.getBytes(StandardCharsets.UTF_8), true);
  }
}
