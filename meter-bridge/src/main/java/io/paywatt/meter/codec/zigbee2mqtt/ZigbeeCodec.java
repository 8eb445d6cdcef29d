package io.paywatt.meter.codec.zigbee2mqtt;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
import io.paywatt.meter.codec.Malformed;
import io.paywatt.meter.codec.Measured;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.codec.MeterTime;
import io.paywatt.meter.codec.Unit;
import io.paywatt.meter.topic.MeterMessage;
import io.paywatt.meter.topic.TopicPattern;

/** Zigbee2MQTT: each message is all it knows of a device, so the same values come again and again. */
public final class ZigbeeCodec implements MeterCodec {
  private static final Duration TOGETHER = Duration.ofMinutes(10);
  private static final String DEVICE = "device";

  private final Devices devices;
  private final String base;
  private final String state;
  private final TopicPattern status;
  private final TopicPattern availability;

  /**
   * @param base  base_topic of the bridge, e.g. zigbee2mqtt
   * @param state name of the relay, e.g. state
   */
  ZigbeeCodec(String make, String base, String state, Directory directory) {
    this.devices = new Devices(make, directory, TOGETHER);
    this.base = base;
    this.state = state;
    this.status = TopicPattern.of(base + "/{device}");
    this.availability = TopicPattern.of(base + "/{device}/availability");
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
    return List.of(status, availability);
  }

  @Override
  public List<TopicPattern> commandTopics() {
    return List.of(TopicPattern.of(base + "/{device}/set"), TopicPattern.of(base + "/{device}/get"));
  }

  @Override
  public Heard decode(MeterMessage message) {
    Heard heard = new Heard();
    if (message.payload().length == 0) {
      return heard;
    }
    status.match(message.topic()).ifPresent(names -> status(devices.serial(names.get(DEVICE)), message, heard));
    availability.match(message.topic()).ifPresent(names -> heard.add(new MeterPresence(devices.serial(names.get(DEVICE)),
        online(JsonPayload.text(message.payload())), message.receivedAt())));
    return heard;
  }

  private void status(String serial, MeterMessage message, Heard heard) {
    JsonNode json = JsonPayload.object(message.payload());
    Measured told = new Measured().relay(relay(json.path(state)));
    number(json, "energy", value -> told.energy(Unit.KWH.base(value)));
    number(json, "power", told::power);
    number(json, "power_factor", told::powerFactor);
    number(json, "ac_frequency", told::frequency);
    told.voltage(phases(json, "voltage")).current(phases(json, "current"));
    JsonNode seen = json.path("last_seen");
    if (!JsonPayload.has(seen)) {
      told.at(message.receivedAt(), Quality.RECEIVED_TIME);
    } else if (seen.isNumber()) {
      MeterTime.epoch(told, "last_seen", seen, 1000, message.receivedAt());
    } else {
      MeterTime.iso(told, "last_seen", seen, ZoneOffset.UTC, message.receivedAt());
    }
    devices.told(serial, told, message.receivedAt(), JsonPayload.text(message.payload()), heard);
  }

  private static List<BigDecimal> phases(JsonNode json, String name) {
    List<BigDecimal> phases = new ArrayList<>();
    for (String phase : List.of(name, name + "_phase_b", name + "_phase_c")) {
      number(json, phase, phases::add);
    }
    return phases;
  }

  private static void number(JsonNode json, String name, Consumer<BigDecimal> into) {
    Optional.of(json.path(name)).filter(JsonPayload::has).ifPresent(node -> into.accept(JsonPayload.decimal(name, node)));
  }

  private static Relay relay(JsonNode node) {
    if (!JsonPayload.has(node)) {
      return null;
    }
    return switch (node.asText()) {
      case "ON" -> Relay.CLOSED;
      case "OFF" -> Relay.OPEN;
      default -> throw JsonPayload.wrong("state", node, "ON or OFF");
    };
  }

  /** Newer bridges write {@code {"state":"online"}}, older ones the bare word. */
  private static boolean online(String text) {
    String word = text.startsWith("{") ? JsonPayload.object(text.getBytes(StandardCharsets.UTF_8))
        .path("state").asText() : text;
    return switch (word) {
      case "online" -> true;
      case "offline" -> false;
      default -> throw new Malformed("availability is not known, allowed are online and offline");
    };
  }

  @Override
  public EncodedCommand encode(OutgoingCommand command, Instant now) {
    return switch (Capability.of(command.kind())) {
      case RELAY -> devices.encoded(command, topic(command, "set"),
          "{\"" + state + "\":\"" + (CommandLife.wanted(command) == Relay.CLOSED ? "ON" : "OFF") + "\"}", now);
      case READ -> devices.encoded(command, topic(command, "get"), "{\"" + state + "\":\"\"}", now);
      default -> throw CommandLife.impossible(command);
    };
  }

  private String topic(OutgoingCommand command, String word) {
    return TopicPattern.of(base + "/{device}/" + word).fill(Map.of(DEVICE, devices.device(command)));
  }
}
