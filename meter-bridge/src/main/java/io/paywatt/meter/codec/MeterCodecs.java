package io.paywatt.meter.codec;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.command.CommandReply;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.reading.MeterEvent;
import io.paywatt.ledger.reading.MeterPresence;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.meter.topic.MeterMessage;
import io.paywatt.meter.topic.MeterTopics;
import org.apache.camel.Exchange;

/**
 * The bean {@code meterCodec} of routes. The decoding methods take a batch ({@code List<MeterMessage>} from {@code meter:})
 * or one raw payload with its topic in the header CamelMqttTopic (a replay from the desk, or a paho-mqtt5 route). What
 * could be read is the new body, possibly an empty list; what could not is a {@code List<MalformedMessage>} in the exchange
 * property {@link #MALFORMED}, always set. One bad message never holds up its batch.
 */
public final class MeterCodecs {
  /** Exchange property with the {@code List<MalformedMessage>} of the last decoding. */
  public static final String MALFORMED = "malformed";
  /** Exchange property that names the make when a source serves another one than native. */
  public static final String MAKE = "meterMake";

  private final Map<String, MeterCodec> byMake;
  private final Clock clock;

  /** The native codec under this prefix, and others for their makes. */
  public MeterCodecs(String topicPrefix, MeterCodec... others) {
    this(topicPrefix, Clock.systemUTC(), others);
  }

  MeterCodecs(String topicPrefix, Clock clock, MeterCodec... others) {
    List<MeterCodec> all = new ArrayList<>(List.of(others));
    all.add(new NativeCodec(new MeterTopics(topicPrefix)));
    this.byMake = all.stream().collect(Collectors.toUnmodifiableMap(MeterCodec::make, Function.identity()));
    this.clock = clock;
  }

  /** Messages of {@code .../reading}. @throws Rejected when the body is neither a batch nor a payload with its topic */
  public List<Reading> readings(Exchange exchange) {
    return decode(exchange, MeterCodec::readings);
  }

  /** Messages of {@code .../event}. @throws Rejected as {@link #readings} */
  public List<MeterEvent> events(Exchange exchange) {
    return decode(exchange, MeterCodec::events);
  }

  /** Messages of {@code .../reply}. @throws Rejected as {@link #readings} */
  public List<CommandReply> replies(Exchange exchange) {
    return decode(exchange, MeterCodec::replies);
  }

  /** Messages of {@code .../online}. @throws Rejected as {@link #readings} */
  public List<MeterPresence> presence(Exchange exchange) {
    return decode(exchange, MeterCodec::presence);
  }

  /**
   * Makes the {@link OutgoingCommand} in the body ready for paho-mqtt5: the payload is the new body, topic, QoS and MQTT 5
   * properties go to the headers of that component.
   *
   * @throws Rejected when the body is no command, the command has expired or the make can't do it
   */
  public byte[] encode(Exchange exchange) {
    if (!(exchange.getMessage().getBody() instanceof OutgoingCommand command)) {
      throw new Rejected(422, "body is " + kindOf(exchange.getMessage().getBody()) + ", allowed is an OutgoingCommand");
    }
    EncodedCommand encoded = codec(command.make()).encode(command, clock.instant());
    CommandHeaders.set(exchange.getMessage(), encoded);
    return encoded.payload();
  }

  /** The codec of a make; a make without one of its own speaks the native contract. */
  public MeterCodec codec(String make) {
    MeterCodec own = make == null ? null : byMake.get(make);
    return own == null ? byMake.get(NativeCodec.MAKE) : own;
  }

  private <T> List<T> decode(Exchange exchange, BiFunction<MeterCodec, MeterMessage, List<T>> reader) {
    MeterCodec codec = codec(exchange.getProperty(MAKE, String.class));
    List<T> good = new ArrayList<>();
    List<MalformedMessage> malformed = new ArrayList<>();
    for (MeterMessage message : messages(exchange)) {
      try {
        good.addAll(reader.apply(codec, message));
      } catch (Malformed e) {
        malformed.add(new MalformedMessage(message.topic(), message.payload(), e.getMessage()));
      }
    }
    exchange.setProperty(MALFORMED, malformed);
    return good;
  }

  private List<MeterMessage> messages(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    if (body instanceof MeterMessage one) {
      return List.of(one);
    }
    if (body instanceof List<?> list && list.stream().allMatch(MeterMessage.class::isInstance)) {
      return list.stream().map(MeterMessage.class::cast).toList();
    }
    String topic = exchange.getMessage().getHeader(CommandHeaders.TOPIC_RECEIVED, String.class);
    byte[] payload = body instanceof List<?> ? null : exchange.getMessage().getBody(byte[].class);
    if (topic == null || payload == null) {
      throw new Rejected(422, "body is " + kindOf(body) + (topic == null ? " without" : " with") + " the header "
          + CommandHeaders.TOPIC_RECEIVED + ", allowed is a batch of meter messages, or one payload with that header");
    }
    return List.of(new MeterMessage(topic, payload, clock.instant()));
  }

  private static String kindOf(Object body) {
    return body == null ? "empty" : "a " + body.getClass().getSimpleName();
  }
}
