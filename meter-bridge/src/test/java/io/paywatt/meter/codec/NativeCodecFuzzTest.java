package io.paywatt.meter.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import io.paywatt.meter.topic.MeterMessage;
import io.paywatt.meter.topic.MeterTopics;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, a codec gives types or says {@link Malformed}. Seeded, so a failure comes again. */
class NativeCodecFuzzTest {
  private static final int INPUTS = 20_000;
  private static final String READING = "{\"seq\":17,\"at\":\"2026-11-23T08:15:00Z\",\"energyWh\":1234567,"
      + "\"relay\":\"closed\",\"balance\":1520,\"powerW\":830,\"voltageV\":[229.8],\"currentA\":[3.61]}";
  private static final String[] PIECES = {"1e999999999", "-1e-999999999", "null", "NaN", "\"\\ud800\"", "{}", "[]", "[[[[",
      "\"", "\\u0000", "99999999999999999999", "-0", "0.1e1", "true", "\"2026-13-40T99:99:99Z\"", "\"at\":", ",", "\u6c34"};

  private final Random random = new Random(20261123);
  private final NativeCodec codec = new NativeCodec(new MeterTopics("paywatt"));

  @Test
  void no_input_raises_anything_but_malformed() {
    int understood = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] payload = i % 4 == 0 ? randomBytes() : mutated();
      understood += read("reading", codec::readings, payload) ? 1 : 0;
      read("event", codec::events, payload);
      read("reply", codec::replies, payload);
      read("online", codec::presence, payload);
    }
    assertThat(understood).as("mutations that are still readings").isBetween(100, INPUTS / 2);
  }

  private static boolean read(String kind, Function<MeterMessage, List<?>> reader, byte[] payload) {
    try {
      reader.apply(new MeterMessage("paywatt/142/" + kind, payload, Instant.EPOCH));
      return true;
    } catch (Malformed expected) {
      assertThat(expected.getMessage()).hasSizeBetween(5, 400);
      return false;
    }
  }

  private byte[] randomBytes() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] mutated() {
    StringBuilder text = new StringBuilder(READING);
    for (int n = 1 + random.nextInt(3); n > 0 && text.length() > 0; n--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.setCharAt(at, (char) random.nextInt(256));
        case 2 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
        default -> text.setLength(at);
      }
    }
    return text.toString().getBytes(random.nextInt(10) == 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
  }
}
