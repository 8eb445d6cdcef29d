package io.paywatt.meter.codec;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.command.CommandReply;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.reading.MeterEvent;
import io.paywatt.ledger.reading.MeterPresence;
import io.paywatt.ledger.reading.Quality;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.meter.topic.MeterMessage;
import io.paywatt.meter.topic.MeterTopics;
import io.paywatt.meter.topic.MeterTopics.Kind;
import io.paywatt.meter.topic.TopicPattern;

/**
 * The contract's own JSON (design.md 5). Strict about what is counted or acted on: times, registers, amounts, relay,
 * results, no key twice. Tolerant about the rest: unknown fields are skipped, so a meter may tell more than we know.
 */
public final class NativeCodec implements MeterCodec {
  /** Name of this make in the account store. */
  public static final String MAKE = "native";

  private static final Pattern EVENT_KIND = Pattern.compile("[a-z0-9][a-z0-9-]{0,47}");
  private static final Pattern COMMAND_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Set<String> RESULTS = Set.of("done", "refused", "failed");
  private static final int MAX_REASON_CHARS = 500;
  // kept as text: one that does not fit its column would hold up every batch it is in
  private static final int MAX_DETAIL_CHARS = 10_000;
  private static final int MAX_FIRMWARE_CHARS = 64;
  private static final int MAX_REPLY_BYTES = 32_768;
  // as many times of use as a tariff may have a day
  private static final int MAX_TARIFFS = 14;

  private final MeterTopics topics;
  private final NativeCommandEncoder encoder;

  /** @param topics the prefix of the contract's topics */
  public NativeCodec(MeterTopics topics) {
    this.topics = topics;
    this.encoder = new NativeCommandEncoder(topics);
  }

  @Override
  public String make() {
    return MAKE;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.complementOf(EnumSet.of(Capability.WRITE, Capability.POLLED));
  }

  @Override
  public List<TopicPattern> topics() {
    return Stream.of(Kind.READING, Kind.EVENT, Kind.ONLINE, Kind.REPLY)
        .map(kind -> TopicPattern.of(topics.prefix() + "/{device}/" + kind.word())).toList();
  }

  @Override
  public List<TopicPattern> commandTopics() {
    return List.of(TopicPattern.of(topics.prefix() + "/{device}/" + Kind.COMMAND.word()));
  }

  @Override
  public Heard decode(MeterMessage message) {
    Heard heard = new Heard();
    switch (kind(message)) {
      case READING -> readings(message).forEach(heard::add);
      case EVENT -> events(message).forEach(heard::add);
      case REPLY -> replies(message).forEach(heard::add);
      case ONLINE -> presence(message).forEach(heard::add);
      case COMMAND -> throw new Malformed("topic is '" + message.topic() + "', which is for meters to read");
    }
    return heard;
  }

  /** @throws Malformed when the message is not a reading of this make */
  List<Reading> readings(MeterMessage message) {
    String serial = serial(message, Kind.READING);
    JsonFields fields = JsonFields.parse(message.payload());
    return List.of(new Reading(serial, seq(fields), fields.at("at", true), register(fields, true), relay(fields),
        balance(fields), fields.rounded("powerW"), PhaseValues.of(fields, "voltageV"),
        PhaseValues.of(fields, "currentA"), fields.registers("tariffWh", MAX_TARIFFS), null, null, isEstimated(fields) ? Set.of(Quality.ESTIMATED) : Set.of()));
  }

  private static boolean isEstimated(JsonFields fields) {
    return fields.value("estimated", false) != null && fields.flag("estimated");
  }

  /** @throws Malformed when the message is not an event of this make */
  List<MeterEvent> events(MeterMessage message) {
    String serial = serial(message, Kind.EVENT);
    JsonFields fields = JsonFields.parse(message.payload());
    String kind = fields.text("kind", true, "1 to 48 of a-z 0-9 -", matching(EVENT_KIND));
    JsonNode detail = fields.value("detail", false);
    String detailJson = detail == null ? null : detail.toString();
    if (detail != null && (!detail.isObject() || detailJson.length() > MAX_DETAIL_CHARS)) {
      throw JsonFields.wrong("detail", detail, "a JSON object of up to " + MAX_DETAIL_CHARS + " characters");
    }
    return List.of(new MeterEvent(serial, seq(fields), fields.at("at", true), kind, detailJson));
  }

  /** @throws Malformed when the message is not an answer of this make */
  List<CommandReply> replies(MeterMessage message) {
    String serial = serial(message, Kind.REPLY);
    if (message.payload().length > MAX_REPLY_BYTES) {
      throw new Malformed("payload has " + message.payload().length + " bytes, allowed for a reply are up to "
          + MAX_REPLY_BYTES);
    }
    JsonFields fields = JsonFields.parse(message.payload());
    String id = fields.text("id", true, "the id of a command, 1 to 64 of A-Z a-z 0-9 . _ -", matching(COMMAND_ID));
    String result = fields.text("result", true, "done, refused or failed", NativeCodec::result);
    return List.of(new CommandReply(serial, id, result, fields.text("reason", false, "a text", NativeCodec::reason),
        relay(fields), balance(fields), register(fields, false), fields.text()));
  }

  /** An empty payload is how a retained message is wiped: it says nothing. @throws Malformed when it does not say so */
  List<MeterPresence> presence(MeterMessage message) {
    String serial = serial(message, Kind.ONLINE);
    if (message.payload().length == 0) {
      return List.of();
    }
    JsonFields fields = JsonFields.parse(message.payload());
    Instant at = fields.at("at", false);
    String firmware = fields.text("firmware", false, "a text of up to " + MAX_FIRMWARE_CHARS + " characters",
        NativeCodec::firmware);
    Long signal = fields.integer("signalDbm", false, -200, 0);
    return List.of(new MeterPresence(serial, fields.flag("online"), at == null ? message.receivedAt() : at, firmware,
        signal == null ? null : signal.intValue()));
  }

  @Override
  public EncodedCommand encode(OutgoingCommand command, Instant now) {
    if (command.kind().equals(Capability.WRITE.word())) {
      throw CommandLife.impossible(command);
    }
    return encoder.encode(command, now);
  }

  private Kind kind(MeterMessage message) {
    try {
      return topics.parse(message.topic()).kind();
    } catch (IllegalArgumentException e) {
      throw new Malformed(e.getMessage());
    }
  }

  private String serial(MeterMessage message, Kind kind) {
    try {
      MeterTopics.Parsed parsed = topics.parse(message.topic());
      if (parsed.kind() == kind) {
        return parsed.serial().value();
      }
    } catch (IllegalArgumentException e) {
      throw new Malformed(e.getMessage());
    }
    throw new Malformed("topic is '" + message.topic() + "', allowed is " + topics.filter(kind));
  }

  private static Long seq(JsonFields fields) {
    return fields.integer("seq", false, 0, Long.MAX_VALUE);
  }

  private static Long register(JsonFields fields, boolean required) {
    return fields.integer("energyWh", required, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static Long balance(JsonFields fields) {
    return fields.integer("balance", false, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static Relay relay(JsonFields fields) {
    return fields.text("relay", false, "closed or open", Relay::of);
  }

  private static String result(String word) {
    if (!RESULTS.contains(word)) {
      throw new IllegalArgumentException(word);
    }
    return word;
  }

  private static String firmware(String text) {
    if (text.length() > MAX_FIRMWARE_CHARS) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static String reason(String text) {
    return text.length() <= MAX_REASON_CHARS ? text : text.substring(0, MAX_REASON_CHARS);
  }

  private static UnaryOperator<String> matching(Pattern pattern) {
    return word -> {
      if (!pattern.matcher(word).matches()) {
        throw new IllegalArgumentException(word);
      }
      return word;
    };
  }
}
