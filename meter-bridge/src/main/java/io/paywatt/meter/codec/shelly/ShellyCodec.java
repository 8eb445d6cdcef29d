package io.paywatt.meter.codec.shelly;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.reading.MeterEvent;
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
import io.paywatt.meter.topic.MeterMessage;
import io.paywatt.meter.topic.TopicPattern;

/** Shelly generation 2 and later. A notification carries only what changed, so it is laid over what was known. */
public final class ShellyCodec implements MeterCodec {
  private static final Duration TOGETHER = Duration.ofMinutes(10);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String DEVICE = "device";
  private static final String FIRST_SWITCH = "switch:0";
  private static final Set<String> METERS = Set.of("pm1:0", "em:0", "emdata:0", "em1:0", "em1data:0");
  private static final Map<String, String> KINDS = Map.of("overpower", "overload", "overvoltage", "over-voltage",
      "undervoltage", "under-voltage", "overcurrent", "over-current", "overtemp", "over-temperature");

  private final Devices devices;
  private final String topic;
  private final String replies;
  private final String component;
  private final TopicPattern events;
  private final TopicPattern status;
  private final TopicPattern online;
  private final TopicPattern answers;

  /**
   * @param topic     prefix of a device's topics, e.g. {device}
   * @param replies   where devices answer, without the /rpc behind it
   * @param component that measures, e.g. switch:0 or em:0
   */
  ShellyCodec(String make, String topic, String replies, String component, Directory directory) {
    this.devices = new Devices(make, directory, TOGETHER);
    this.topic = topic;
    this.replies = replies;
    this.component = component;
    this.events = TopicPattern.of(topic + "/events/rpc");
    this.status = TopicPattern.of(topic + "/status/{component}");
    this.online = TopicPattern.of(topic + "/online");
    this.answers = TopicPattern.of(replies + "/rpc");
  }

  @Override
  public String make() {
    return devices.make();
  }

  @Override
  public Set<Capability> capabilities() {
    return component.startsWith("switch:") ? EnumSet.of(Capability.RELAY, Capability.READ) : EnumSet.of(Capability.READ);
  }

  @Override
  public List<TopicPattern> topics() {
    return List.of(events, status, online, answers);
  }

  @Override
  public List<TopicPattern> commandTopics() {
    return List.of(TopicPattern.of(topic + "/rpc"));
  }

  @Override
  public Heard decode(MeterMessage message) {
    Heard heard = new Heard();
    events.match(message.topic()).ifPresent(names -> notification(names.get(DEVICE), message, heard));
    status.match(message.topic()).filter(names -> isOurs(names.get("component"))).ifPresent(names -> {
      Measured told = new Measured().at(message.receivedAt(), Quality.RECEIVED_TIME);
      ShellyStatus.take(names.get("component"), JsonPayload.object(message.payload()), told);
      told(devices.serial(names.get(DEVICE)), told, message, heard);
    });
    online.match(message.topic()).filter(names -> message.payload().length > 0).ifPresent(names -> heard.add(
        new MeterPresence(devices.serial(names.get(DEVICE)), online(message), message.receivedAt())));
    answers.match(message.topic()).ifPresent(names -> answer(message, heard));
    return heard;
  }

  private void notification(String device, MeterMessage message, Heard heard) {
    JsonNode json = JsonPayload.object(message.payload());
    String serial = devices.serial(device);
    JsonNode params = json.path("params");
    switch (json.path("method").asText()) {
      case "NotifyStatus", "NotifyFullStatus" -> {
        Measured told = new Measured();
        time(told, params.path("ts"), message);
        params.properties().forEach(field -> {
          if (isOurs(field.getKey())) {
            ShellyStatus.take(field.getKey(), field.getValue(), told);
            errors(serial, field.getValue().path("errors"), message.receivedAt(), heard);
          }
        });
        told(serial, told, message, heard);
      }
      case "NotifyEvent" -> params.path("events").forEach(event -> {
        Measured time = new Measured();
        time(time, event.path("ts"), message);
        heard.add(new MeterEvent(serial, null, time.time(), kind(event.path("event").asText()), null));
      });
      default -> throw JsonPayload.wrong("method", json.path("method"), "NotifyStatus, NotifyFullStatus or NotifyEvent");
    }
  }

  private static void time(Measured told, JsonNode seconds, MeterMessage message) {
    if (JsonPayload.has(seconds)) {
      MeterTime.epoch(told, "ts", seconds, 1, message.receivedAt());
    } else {
      told.at(message.receivedAt(), Quality.RECEIVED_TIME);
    }
  }

  private void answer(MeterMessage message, Heard heard) {
    JsonNode json = JsonPayload.object(message.payload());
    String id = json.path("id").asText();
    if (!json.path("src").isTextual() || id.isEmpty()) {
      throw new Malformed("answer has no src or no id");
    }
    String serial = devices.serial(json.path("src").textValue());
    Measured told = new Measured().at(message.receivedAt(), Quality.RECEIVED_TIME);
    ShellyStatus.take(measuring(), json.path("result"), told);
    JsonNode error = json.path("error");
    String reason = JsonPayload.has(error) ? error.path("code").asText() + ": " + error.path("message").asText() : null;
    told.values(serial).forEach(it -> heard.value(it.serial(), it.name(), it.value(), it.unit()));
    devices.answered(serial, id, reason, told, message.receivedAt(), JsonPayload.text(message.payload()), heard);
    if (told.energyWh() != null) {
      heard.add(told.reading(serial));
    }
  }

  private void told(String serial, Measured told, MeterMessage message, Heard heard) {
    devices.told(serial, told, message.receivedAt(), JsonPayload.text(message.payload()), heard);
  }

  private static void errors(String serial, JsonNode errors, Instant at, Heard heard) {
    errors.forEach(error -> heard.add(new MeterEvent(serial, null, at, kind(error.asText()), null)));
  }

  /** A kind of ours; what is not known keeps its own word. */
  private static String kind(String word) {
    String known = KINDS.get(word);
    String kind = known != null ? known : word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-+", "");
    if (kind.isEmpty() || kind.length() > 48) {
      throw new Malformed("event is not a word of 1 to 48 letters");
    }
    return kind;
  }

  private static boolean online(MeterMessage message) {
    return switch (JsonPayload.text(message.payload())) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Malformed("online is not known, allowed are true and false");
    };
  }

  /** The component itself, or its data: em:0 and emdata:0. A device with a first switch may measure in another component. */
  private boolean isOurs(String name) {
    return name.equals(component) || name.equals(measuring()) || component.equals(FIRST_SWITCH) && METERS.contains(name);
  }

  /** The component with the register. */
  private String measuring() {
    return component.startsWith("em") ? component.replaceFirst(":", "data:") : component;
  }

  @Override
  public EncodedCommand encode(OutgoingCommand command, Instant now) {
    Capability kind = Capability.of(command.kind());
    if (!capabilities().contains(kind)) {
      throw CommandLife.impossible(command);
    }
    String[] parts = measuring().split(":");
    String type = switch (parts[0]) {
      case "switch" -> "Switch";
      case "pm1" -> "PM1";
      case "emdata" -> "EMData";
      default -> "EM1Data";
    };
    ObjectNode request = JSON.createObjectNode().put("id", command.id()).put("src", replies)
        .put("method", type + (kind == Capability.RELAY ? ".Set" : ".GetStatus"));
    ObjectNode params = request.putObject("params").put("id", Integer.parseInt(parts[1]));
    if (kind == Capability.RELAY) {
      params.put("on", CommandLife.wanted(command) == Relay.CLOSED);
    }
    String to = TopicPattern.of(topic + "/rpc").fill(Map.of(DEVICE, devices.device(command)));
    return devices.encoded(command, to, request.toString(), now);
  }
}
