package io.paywatt.meter.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import io.paywatt.ledger.reading.MeterAddress;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.meter.bus.Buses;
import io.paywatt.meter.topic.MeterMessage;
import org.junit.jupiter.api.Test;

/** Any bytes at all, seeded: no codec lets another exception out than {@link Malformed}, and no reading is invented. */
class CodecFuzzTest {
  private static final int NOISE = 100_000;
  private static final int CHANGED = 100_000;
  private static final int TEXTS = 50_000;
  private static final byte[] FRAME = Trials.hex("68 01 00 22 11 23 20 68 91 08 33 33 34 33 9A 78 56 34 49 16");
  private static final byte[] ANSWER = Trials.hex("01 04 00 48 00 02 F1 DD 01 04 04 46 40 E6 AE 24 C4");
  private static final String[] PIECES = {"1e999999999", "null", "NaN", "{}", "[]", "[[[[", "\"", "99999999999999999999", "-0",
      "true", "\\u0000", ",", ":", "\u6c34", "-1", "0.00000000000000000000000000001"};
  private static final List<String[]> MESSAGES = List.of(
      new String[] {"tasmota", "tele/p/SENSOR",
          "{\"Time\":\"2026-11-23T16:14:59\",\"ENERGY\":{\"Total\":123.456,\"Power\":[3,4],\"Voltage\":235}}"},
      new String[] {"tasmota", "stat/p/RESULT", "{\"POWER\":\"ON\"}"},
      new String[] {"shelly", "p/events/rpc", "{\"method\":\"NotifyStatus\",\"params\":{\"ts\":1795421700.5,"
          + "\"switch:0\":{\"output\":true,\"aenergy\":{\"total\":12.5},\"errors\":[\"overpower\"]}}}"},
      new String[] {"shelly", "paywatt/replies/rpc", "{\"id\":1,\"src\":\"p\",\"result\":{\"was_on\":true}}"},
      new String[] {"zigbee2mqtt", "zigbee2mqtt/p", "{\"state\":\"ON\",\"energy\":1.23,\"last_seen\":1795421700000}"},
      new String[] {"prepaid-4g", "/gw/prepaid/x/data/p",
          "{\"time\":\"20261123161500\",\"epi\":123456,\"money\":12.34,\"relay\":\"trip\",\"no\":3}"},
      new String[] {"edge-logger", "device/power/up/p", "{\"msgType\":\"up\",\"batch\":[{\"timestamp\":1795421700000,"
          + "\"device_id\":\"a\",\"metrics\":{\"energy\":{\"active\":{\"value\":{\"forward\":1.5}}}}}]}"});

  private final Random random = new Random(20261123);

  @Test
  void noise_on_a_bus_is_no_reading_and_no_fault() {
    Buses buses = Trials.buses();
    MeterCodec dlt645 = Trials.shipped("dlt645", buses);
    MeterCodec modbus = Trials.shipped("sdm630", buses, new MeterAddress("M", "sdm630", "1", "1"));
    for (int i = 0; i < NOISE; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      sprinkle(bytes);
      assertThat(dlt645.decode(new MeterMessage("dtu/1/up", bytes, Trials.NOW)).readings()).isEmpty();
      assertThat(modbus.decode(new MeterMessage("modbus/1/up", bytes, Trials.NOW)).readings()).isEmpty();
    }
  }

  @Test
  void a_changed_frame_is_the_reading_it_was_or_none() {
    MeterCodec dlt645 = Trials.shipped("dlt645");
    MeterCodec modbus = Trials.shipped("sdm630");
    int whole = 0;
    for (int i = 0; i < CHANGED; i++) {
      // far apart in time, so that no rest of one is put before the next
      Instant at = Trials.NOW.plusSeconds(10L * i);
      whole += onlyTrue(dlt645.decode(new MeterMessage("dtu/1/up", changed(FRAME), at)));
      whole += onlyTrue(modbus.decode(new MeterMessage("modbus/1/up", changed(ANSWER), at)));
    }
    assertThat(whole).as("frames that survive in their noise").isGreaterThan(CHANGED / 100);
  }

  @Test
  void any_text_is_understood_or_malformed() {
    int understood = 0;
    for (int i = 0; i < TEXTS; i++) {
      String[] sample = MESSAGES.get(i % MESSAGES.size());
      understood += read(Sample.of(sample[0]), sample[1], mutated(sample[2])) ? 1 : 0;
    }
    assertThat(understood).as("mutations that are still messages").isBetween(TEXTS / 100, TEXTS / 2);
  }

  /** A shipped make, read once. */
  private record Sample(String make, MeterCodec codec) {
    private static final List<Sample> ALL = List.of("tasmota", "shelly", "zigbee2mqtt", "prepaid-4g", "edge-logger").stream()
        .map(make -> new Sample(make, Trials.shipped(make))).toList();

    static MeterCodec of(String make) {
      return ALL.stream().filter(sample -> sample.make().equals(make)).findFirst().orElseThrow().codec();
    }
  }

  private static boolean read(MeterCodec codec, String topic, byte[] payload) {
    try {
      Heard heard = codec.decode(new MeterMessage(topic, payload, Trials.NOW));
      heard.readings().forEach(reading -> assertThat(reading.at()).isNotNull());
      return !heard.readings().isEmpty();
    } catch (Malformed expected) {
      assertThat(expected.getMessage()).hasSizeBetween(5, 600);
      return false;
    }
  }

  private static int onlyTrue(Heard heard) {
    for (Reading reading : heard.readings()) {
      assertThat(reading.energyWh()).isEqualTo(12_345_670L);
    }
    return heard.readings().size();
  }

  private void sprinkle(byte[] bytes) {
    for (int i = 0; i + 10 < bytes.length; i += 1 + random.nextInt(15)) {
      bytes[i] = 0x68;
      bytes[i + 7] = 0x68;
      bytes[i + 9] = (byte) random.nextInt(8);
    }
  }

  /** Noise around it, one byte changed, a piece cut out, or a piece doubled. */
  private byte[] changed(byte[] frame) {
    byte[] bytes = frame.clone();
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> bytes[at] ^= (byte) (1 + random.nextInt(255));
      case 1 -> bytes = Arrays.copyOf(bytes, at);
      case 2 -> bytes = Arrays.copyOfRange(bytes, at, bytes.length);
      default -> { }
    }
    byte[] noisy = new byte[bytes.length + random.nextInt(6) + random.nextInt(6)];
    random.nextBytes(noisy);
    System.arraycopy(bytes, 0, noisy, random.nextInt(noisy.length - bytes.length + 1), bytes.length);
    return noisy;
  }

  private byte[] mutated(String sample) {
    StringBuilder text = new StringBuilder(sample);
    for (int n = 1 + random.nextInt(3); n > 0 && text.length() > 0; n--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.setCharAt(at, (char) random.nextInt(256));
        case 2 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
        default -> text.setLength(at);
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
