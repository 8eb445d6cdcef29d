package io.paywatt.simulator.meter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;

/** A plug or meter with Tasmota: telemetry with local time, switched by {@code cmnd/<name>/POWER}. */
final class TasmotaDevice implements Device {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final MeterBody body;
  private final String name;
  private int acted;

  TasmotaDevice(MeterBody body) {
    this.body = body;
    this.name = "tasmota_" + body.serial();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> listens() {
    return List.of("cmnd/" + name + "/POWER", "cmnd/" + name + "/Status");
  }

  @Override
  public List<Wire> report(Instant now) {
    ObjectNode state = Json.object().put("Time", time(now)).put("UptimeSec", now.getEpochSecond() % 1_000_000)
        .put("POWER", word());
    return List.of(Wire.json("tele/" + name + "/STATE", state), Wire.json("tele/" + name + "/SENSOR", sensor(now)));
  }

  @Override
  public synchronized List<Wire> hear(String topic, byte[] payload, Instant now) {
    String text = new String(payload, StandardCharsets.UTF_8).strip().toUpperCase(Locale.ROOT);
    if (topic.endsWith("/Status")) {
      ObjectNode answer = Json.object();
      answer.set("StatusSNS", sensor(now));
      return List.of(Wire.json("stat/" + name + "/STATUS" + text, text.equals("10") ? answer : Json.object()));
    }
    if (text.equals("ON") || text.equals("OFF") || text.equals("TOGGLE")) {
      body.switchRelay(text.equals("TOGGLE") ? !body.hasPower() : text.equals("ON"), now);
      acted++;
    }
    return List.of(Wire.json("stat/" + name + "/RESULT", Json.object().put("POWER", word())),
        Wire.text("stat/" + name + "/POWER", word()));
  }

  @Override
  public Wire presence(boolean online) {
    return Wire.kept("tele/" + name + "/LWT", online ? "Online" : "Offline");
  }

  @Override
  public synchronized int acted() {
    return acted;
  }

  private ObjectNode sensor(Instant now) {
    MeterBody.Now shown = body.at(now);
    ObjectNode sensor = Json.object().put("Time", time(now));
    sensor.putObject("ENERGY").put("TotalStartTime", "2026-01-01T00:00:00").put("Total", shown.kilowattHours(3))
        .put("Power", shown.watts()).put("ApparentPower", shown.watts()).put("ReactivePower", 0).put("Factor", 1)
        .put("Voltage", shown.volts()).put("Current", shown.amperes());
    return sensor;
  }

  private String word() {
    return body.hasPower() ? "ON" : "OFF";
  }

  private static String time(Instant now) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).format(LocalDateTime.ofInstant(now, ZONE));
  }
}
