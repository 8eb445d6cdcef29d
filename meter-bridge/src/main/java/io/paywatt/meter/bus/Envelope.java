package io.paywatt.meter.bus;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.paywatt.meter.codec.JsonPayload;
import io.paywatt.meter.codec.Malformed;

/** How a gateway puts the bytes of the bus into a payload. */
public enum Envelope {
  /** As they are. */
  RAW,
  /** As hexadecimal text. */
  HEX,
  /** As {@code {"msg_id":"...","data":"<hexadecimal>"}}. */
  JSON;

  private static final byte[] NOTHING = {};
  private static final HexFormat HEXADECIMAL = HexFormat.of().withUpperCase();

  /** The word in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @throws IllegalArgumentException naming the word and what is allowed */
  public static Envelope of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("payload is '" + word + "', allowed are raw, hex and json"));
  }

  /** The bytes of the bus. Empty for what is none, such as the heartbeat text of a gateway: that is no fault. */
  public byte[] open(byte[] payload) {
    try {
      return switch (this) {
        case RAW -> payload;
        case HEX -> hex(JsonPayload.text(payload));
        case JSON -> hex(JsonPayload.object(payload).path("data").asText());
      };
    } catch (Malformed | IllegalArgumentException e) {
      return NOTHING;
    }
  }

  /** The payload for these bytes. @param now makes the number of the message */
  public byte[] close(byte[] bytes, Instant now) {
    return switch (this) {
      case RAW -> bytes;
      case HEX -> HEXADECIMAL.formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
      case JSON -> {
        JsonNode json = new JsonMapper().createObjectNode().put("msg_id", now.toEpochMilli() + "000")
            .put("data", HEXADECIMAL.formatHex(bytes));
        yield json.toString().getBytes(StandardCharsets.UTF_8);
      }
    };
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replaceAll("[\\s:-]", ""));
  }
}
