package io.paywatt.meter.codec;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.meter.topic.MeterSerial;
import io.paywatt.meter.topic.MeterTopics;
import io.paywatt.meter.topic.MeterTopics.Kind;

/** A command as {@code {"id":...,"kind":...,...body}} with the MQTT 5 properties of the contract. */
final class NativeCommandEncoder {
  private static final JsonMapper JSON = new JsonMapper();
  // the property is an unsigned 32 bit number of seconds
  private static final long MAX_EXPIRY_SECONDS = 0xFFFF_FFFFL;
  private static final int GONE = 410;
  private static final int UNPROCESSABLE = 422;

  private final MeterTopics topics;

  NativeCommandEncoder(MeterTopics topics) {
    this.topics = topics;
  }

  EncodedCommand encode(OutgoingCommand command, Instant now) {
    MeterSerial serial = serial(command);
    return new EncodedCommand(topics.topic(serial, Kind.COMMAND), payload(command), topics.topic(serial, Kind.REPLY),
        command.id().getBytes(StandardCharsets.UTF_8), secondsLeft(command, now), "application/json", true);
  }

  private static MeterSerial serial(OutgoingCommand command) {
    try {
      return new MeterSerial(command.serial());
    } catch (IllegalArgumentException e) {
      throw new Rejected(UNPROCESSABLE, "command " + command.id() + ": " + e.getMessage());
    }
  }

  // at least 1: a broker takes 0 for "already over" and drops a command that still has half a second
  private static long secondsLeft(OutgoingCommand command, Instant now) {
    if (!command.expiresAt().isAfter(now)) {
      throw new Rejected(GONE, "command " + command.id() + " expired at " + command.expiresAt() + ", it is " + now);
    }
    long seconds = Duration.between(now, command.expiresAt()).toSeconds();
    return Math.min(Math.max(seconds, 1), MAX_EXPIRY_SECONDS);
  }

  private static byte[] payload(OutgoingCommand command) {
    try {
      ObjectNode whole = JSON.createObjectNode().put("id", command.id()).put("kind", command.kind());
      JsonNode body = JSON.readTree(command.json() == null ? "{}" : command.json());
      if (!body.isObject()) {
        throw new Rejected(UNPROCESSABLE, "command " + command.id() + ": body is no JSON object");
      }
      body.fields().forEachRemaining(field -> {
        if (!whole.has(field.getKey())) {
          whole.set(field.getKey(), field.getValue());
        }
      });
      return JSON.writeValueAsBytes(whole);
    } catch (JsonProcessingException e) {
      throw new Rejected(UNPROCESSABLE, "command " + command.id() + ": body is no JSON: " + e.getOriginalMessage());
    }
  }
}
