package io.paywatt.meter.make;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.meter.bus.GatewayDoor;
import io.paywatt.meter.codec.EncodedCommand;
import io.paywatt.meter.codec.Heard;
import io.paywatt.meter.codec.Malformed;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.topic.MeterMessage;
import io.paywatt.meter.topic.TopicPattern;

/** Tries a make on one message, and on one command, without a broker and a database. */
public final class MakeTrial {
  private static final Map<String, String> SAMPLE_NAMES = Map.of("device", "sample", "gateway", "sample", "component",
      "switch:0");
  private static final Duration LIFE = Duration.ofMinutes(2);
  private static final String HEX_TEXT = "(?:[0-9A-Fa-f]{2}[\\s:-]*)+";

  private final MeterCodec codec;

  public MakeTrial(MeterCodec codec) {
    this.codec = codec;
  }

  /** The topic a sample is taken to have come under when none is given: the first of the make. */
  public String topic() {
    TopicPattern first = codec.topics().get(0);
    return fill(first);
  }

  /** Whether messages under this topic are read by the make. */
  public boolean isHeard(String topic) {
    return codec.topics().stream().anyMatch(pattern -> pattern.match(topic).isPresent());
  }

  /** The filters of the make. */
  public List<String> filters() {
    return codec.topics().stream().map(TopicPattern::filter).toList();
  }

  /** What the make hears; the reason among the faults when it is nothing of this make. */
  public Heard hear(String topic, byte[] sample) {
    try {
      return codec.decode(new MeterMessage(topic, isBus() ? bytes(sample) : sample, Instant.now()));
    } catch (Malformed e) {
      return new Heard().fault(e.getMessage());
    }
  }

  /**
   * A command as it would be sent.
   *
   * @param serial taken for the address of the meter
   * @param json   body of the command, e.g. {"relay":"open"}
   * @throws io.paywatt.ledger.Rejected when the make can't do it
   */
  public EncodedCommand send(String serial, String kind, String json) {
    Instant now = Instant.now();
    return codec.encode(new OutgoingCommand("00000000-0000-0000-0000-000000000000", serial, codec.make(), kind, json,
        now.plus(LIFE)), now);
  }

  private boolean isBus() {
    return codec.topics().stream().anyMatch(topic -> topic.names().contains(GatewayDoor.GATEWAY));
  }

  /** A frame may be given as hexadecimal text, which is how people have it. */
  private byte[] bytes(byte[] sample) {
    String text = new String(sample, StandardCharsets.ISO_8859_1).strip();
    return text.matches(HEX_TEXT) ? HexFormat.of().parseHex(text.replaceAll("[\\s:-]", "")) : sample;
  }

  private static String fill(TopicPattern pattern) {
    String topic = pattern.toString();
    for (String name : pattern.names()) {
      topic = topic.replace("{" + name + "}", SAMPLE_NAMES.getOrDefault(name, "sample"));
    }
    return topic.replace("+", "sample").replace("#", "sample");
  }
}
