package io.paywatt.simulator.meter;

import java.time.Instant;
import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;

/** A Zigbee breaker behind Zigbee2MQTT: one state for all, on one topic. */
final class ZigbeeDevice implements Device {
  private final MeterBody body;
  private final String name;
  private int acted;

  ZigbeeDevice(MeterBody body) {
    this.body = body;
    this.name = "breaker-" + body.serial();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> listens() {
    return List.of(topic() + "/set", topic() + "/get");
  }

  @Override
  public List<Wire> report(Instant now) {
    MeterBody.Now shown = body.at(now);
    ObjectNode state = Json.object().put("state", body.hasPower() ? "ON" : "OFF").put("power", shown.watts())
        .put("voltage", shown.volts()).put("current", shown.amperes()).put("energy", shown.kilowattHours(2))
        .put("linkquality", 120).put("last_seen", now.toString());
    return List.of(Wire.json(topic(), state));
  }

  @Override
  public synchronized List<Wire> hear(String topic, byte[] payload, Instant now) {
    JsonNode wanted = Json.parse(payload).path("state");
    if (topic.endsWith("/set") && (wanted.asText().equals("ON") || wanted.asText().equals("OFF"))) {
      body.switchRelay(wanted.asText().equals("ON"), now);
      acted++;
    }
    return report(now);
  }

  @Override
  public Wire presence(boolean online) {
    return Wire.kept(topic() + "/availability", "{\"state\":\"" + (online ? "online" : "offline") + "\"}");
  }

  @Override
  public synchronized int acted() {
    return acted;
  }

  private String topic() {
    return "zigbee2mqtt/" + name;
  }
}
