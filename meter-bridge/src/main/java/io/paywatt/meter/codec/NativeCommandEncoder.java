package io.paywatt.meter.codec;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import com.fasterxml.jackson.core.JsonProcessingException;
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
  private static final int UNPROCESSABLE = 422;

  private final MeterTopics topics;

  NativeCommandEncoder(MeterTopics topics) {
    this.topics = topics;
  }

  EncodedCommand encode(OutgoingCommand command, Instant now) {
    MeterSerial serial = serial(command);
    return new EncodedCommand(topics.topic(serial, Kind.COMMAND), payload(command), topics.topic(serial, Kind.REPLY),
        command.id().getBytes(StandardCharsets.UTF_8), CommandLife.secondsLeft(command, now), "application/json", true);
  }

  private static MeterSerial serial(OutgoingCommand command) {
    try {
      return new MeterSerial(command.serial());
    } catch (IllegalArgumentException e) {
      throw new Rejected(UNPROCESSABLE, "command " + command.id() + ": " + e.getMessage());
    }
  }

  private static byte[] payload(OutgoingCommand command) {
    try {
      ObjectNode whole = JSON.createObjectNode().put("id", command.id()).put("kind", command.kind());
      CommandLife.body(command).properties().forEach(field -> {
        if (!whole.has(field.getKey())) {
          whole.set(field.getKey(), field.getValue());
        }
      });
      return JSON.writeValueAsBytes(whole);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
