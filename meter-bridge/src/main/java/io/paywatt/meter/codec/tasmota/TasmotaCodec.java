package io.paywatt.meter.codec.tasmota;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.reading.MeterPresence;
import io.paywatt.ledger.reading.Quality;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.meter.codec.Capability;
import io.paywatt.meter.codec.CommandLife;
import io.paywatt.meter.codec.Devices;
import io.paywatt.meter.codec.Directory;
import io.paywatt.meter.codec.EncodedCommand;
import io.paywatt.meter.codec.Heard;
import io.paywatt.meter.codec.JsonPayload;
import io.paywatt.meter.codec.JsonPhases;
import io.paywatt.meter.codec.Malformed;
import io.paywatt.meter.codec.Measured;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.codec.MeterTime;
import io.paywatt.meter.codec.Unit;
import io.paywatt.meter.topic.MeterMessage;
import io.paywatt.meter.topic.TopicPattern;

/** Tasmota: registers every TelePeriod, the relay when it moves. Its times are local, without an offset. */
public final class TasmotaCodec implements MeterCodec {
  private static final Duration TOGETHER = Duration.ofMinutes(10);
  private static final List<String> HEARD = List.of("tele/SENSOR", "tele/STATE", "tele/LWT", "stat/POWER", "stat/RESULT",
      "stat/STATUS10");

  private final Devices devices;
  private final ZoneId zone;
  private final String power;
  private final Map<String, TopicPattern> heard = new LinkedHashMap<>();
  private final String commands;

  /**
   * @param topic FullTopic with {prefix} and {device}, e.g. {prefix}/{device}
   * @param power name of the relay, POWER or POWER1 ...
   * @param zone  of the devices
   */
  TasmotaCodec(String make, String topic, String power, ZoneId zone, Directory directory) {
    this.devices = new Devices(make, directory, TOGETHER);
    this.zone = zone;
    this.power = power;
    for (String each : HEARD) {
      String[] parts = each.split("/");
      String last = parts[1].equals("POWER") ? power : parts[1];
      heard.put(parts[1], TopicPattern.of(topic.replace("{prefix}", parts[0]) + "/" + last));
    }
    commands = topic.replace("{prefix}", "cmnd") + "/";
  }

  @Override
  public String make() {
    return devices.make();
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(Capability.RELAY, Capability.READ);
  }

  @Override
  public List<TopicPattern> topics() {
    return List.copyOf(heard.values());
  }

  @Override
  public List<TopicPattern> commandTopics() {
    return List.of(TopicPattern.of(commands + "#"));
  }

  @Override
  public Heard decode(MeterMessage message) {
    Heard said = new Heard();
    heard.forEach((word, pattern) -> pattern.match(message.topic())
        .ifPresent(names -> decode(word, devices.serial(names.get("device")), message, said)));
    return said;
  }

  private void decode(String word, String serial, MeterMessage message, Heard said) {
    String text = JsonPayload.text(message.payload());
    switch (word) {
      case "LWT" -> presence(serial, text, message.receivedAt(), said);
      case "POWER" -> devices.told(serial, new Measured().relay(relay(text)), message.receivedAt(), text, said);
      case "SENSOR" -> sensor(serial, JsonPayload.object(message.payload()), message, said);
      case "STATUS10" -> sensor(serial, JsonPayload.object(message.payload()).path("StatusSNS"), message, said);
      default -> {
        JsonNode position = JsonPayload.object(message.payload()).path(power);
        if (JsonPayload.has(position)) {
          devices.told(serial, new Measured().relay(relay(position.asText())), message.receivedAt(), text, said);
        }
      }
    }
  }

  private void sensor(String serial, JsonNode json, MeterMessage message, Heard said) {
    JsonNode energy = json.path("ENERGY");
    BigDecimal total = JsonPhases.sum(energy, "Total");
    if (total == null) {
      return;
    }
    Measured told = new Measured().energy(Unit.KWH.base(total));
    if (JsonPayload.has(json.path("Time"))) {
      MeterTime.iso(told, "Time", json.path("Time"), zone, message.receivedAt());
    } else {
      told.at(message.receivedAt(), Quality.RECEIVED_TIME);
    }
    told.voltage(JsonPhases.of(energy, "Voltage")).current(JsonPhases.of(energy, "Current"));
    BigDecimal watts = JsonPhases.sum(energy, "Power");
    if (watts != null) {
      told.power(watts);
    }
    JsonPhases.of(energy, "Factor").stream().findFirst().ifPresent(told::powerFactor);
    JsonPhases.of(energy, "Frequency").stream().findFirst().ifPresent(told::frequency);
    devices.told(serial, told, message.receivedAt(), JsonPayload.text(message.payload()), said);
  }

  private static void presence(String serial, String text, Instant at, Heard said) {
    switch (text) {
      case "Online" -> said.add(new MeterPresence(serial, true, at));
      case "Offline" -> said.add(new MeterPresence(serial, false, at));
      case "" -> { }
      default -> throw new Malformed("LWT is not known, allowed are Online and Offline");
    }
  }

  private static Relay relay(String word) {
    return switch (word) {
      case "ON" -> Relay.CLOSED;
      case "OFF" -> Relay.OPEN;
      default -> throw new Malformed("POWER is not known, allowed are ON and OFF");
    };
  }

  @Override
  public EncodedCommand encode(OutgoingCommand order, Instant now) {
    return switch (Capability.of(order.kind())) {
      case RELAY -> devices.encoded(order, topic(order, power), CommandLife.wanted(order) == Relay.CLOSED ? "ON" : "OFF", now);
      case READ -> devices.encoded(order, topic(order, "Status"), "10", now);
      default -> throw CommandLife.impossible(order);
    };
  }

  private String topic(OutgoingCommand order, String word) {
    return TopicPattern.of(commands + word).fill(Map.of("device", devices.device(order)));
  }
}
