package io.paywatt.simulator.meter;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;

/** A Shelly of the second generation or later: RPC over MQTT, notifications of {@code switch:0}. */
final class ShellyDevice implements Device {
  private static final int NO_HANDLER = 404;

  private final MeterBody body;
  private final String name;
  private int acted;

  ShellyDevice(MeterBody body) {
    this.body = body;
    this.name = "shellyplus1pm-" + body.serial();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> listens() {
    return List.of(name + "/rpc");
  }

  @Override
  public List<Wire> report(Instant now) {
    ObjectNode notice = Json.object().put("src", name).put("dst", name + "/events").put("method", "NotifyStatus");
    ObjectNode params = notice.putObject("params").put("ts", BigDecimal.valueOf(now.toEpochMilli(), 3));
    params.set("switch:0", status(now));
    return List.of(Wire.json(name + "/events/rpc", notice));
  }

  @Override
  public synchronized List<Wire> hear(String topic, byte[] payload, Instant now) {
    JsonNode request = Json.parse(payload);
    String to = request.path("src").asText("");
    if (to.isEmpty() || !request.has("method")) {
      return List.of();
    }
    ObjectNode answer = Json.object().put("src", name).put("dst", to);
    answer.set("id", request.path("id"));
    switch (request.path("method").asText()) {
      case "Switch.Set" -> {
        answer.putObject("result").put("was_on", body.hasPower());
        body.switchRelay(request.path("params").path("on").asBoolean(), now);
        acted++;
      }
      case "Switch.GetStatus" -> answer.set("result", status(now));
      case "Shelly.GetStatus" -> answer.putObject("result").set("switch:0", status(now));
      default -> answer.putObject("error").put("code", NO_HANDLER)
          .put("message", "No handler for " + request.path("method").asText());
    }
    return List.of(Wire.json(to + "/rpc", answer));
  }

  @Override
  public Wire presence(boolean online) {
    return Wire.kept(name + "/online", Boolean.toString(online));
  }

  @Override
  public synchronized int acted() {
    return acted;
  }

  private ObjectNode status(Instant now) {
    MeterBody.Now shown = body.at(now);
    ObjectNode status = Json.object().put("id", 0).put("source", "MQTT").put("output", body.hasPower())
        .put("apower", shown.watts()).put("voltage", shown.volts()).put("current", shown.amperes()).put("pf", 1)
        .put("freq", 50);
    status.putObject("aenergy").put("total", shown.energyWh()).put("minute_ts", now.getEpochSecond() / 60 * 60);
    return status;
  }
}
