package io.paywatt.meter.topic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One message of a meter as the broker delivered it.
 *
 * @param topic      full topic
 * @param payload    bytes as received, not copied: nobody changes them
 * @param receivedAt when the hub had it in hand
 */
public record MeterMessage(String topic, byte[] payload, Instant receivedAt) {
  private static final int SHOWN_CHARS = 200;

  /** Topic and the beginning of the payload as text, for logs and the console. */
  @Override
  public String toString() {
    int shown = Math.min(payload.length, SHOWN_CHARS);
    return topic + " " + new String(payload, 0, shown, StandardCharsets.UTF_8)
        + (payload.length > shown ? "... (" + payload.length + " bytes)" : "");
  }
}
