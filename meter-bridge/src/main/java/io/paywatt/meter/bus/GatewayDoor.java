package io.paywatt.meter.bus;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.reading.MeterAddress;
import io.paywatt.meter.codec.EncodedCommand;
import io.paywatt.meter.topic.TopicPattern;

/**
 * The topics of the gateways of a make.
 *
 * @param up   where they publish; has the name {gateway}
 * @param down where they listen; has the name {gateway}
 */
public record GatewayDoor(TopicPattern up, TopicPattern down, Envelope envelope, Clock clock) {
  /** The name in both topics. */
  public static final String GATEWAY = "gateway";
  // older than the patience of the bus it would meet another request there
  private static final Duration LIFE = Duration.ofSeconds(8);
  private static final int UNPROCESSABLE = 422;

  /** Which gateway a topic belongs to. */
  public Optional<String> gateway(String topic) {
    return up.match(topic).map(names -> names.get(GATEWAY));
  }

  /** A frame for the bus of a meter. @throws Rejected when the meter has no gateway */
  public EncodedCommand message(MeterAddress meter, byte[] frame) {
    if (meter.gateway() == null) {
      throw new Rejected(UNPROCESSABLE, "meter " + meter.serial() + " has no gateway: import the column gateway");
    }
    boolean text = envelope != Envelope.RAW;
    return new EncodedCommand(down.fill(Map.of(GATEWAY, meter.gateway())), envelope.close(frame, clock.instant()),
        null, null, LIFE.toSeconds(), text ? "text/plain" : "application/octet-stream", text);
  }
}
