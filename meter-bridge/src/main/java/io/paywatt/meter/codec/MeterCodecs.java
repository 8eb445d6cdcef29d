package io.paywatt.meter.codec;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.command.CommandReply;
import io.paywatt.ledger.command.NewCommand;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.reading.MeterEvent;
import io.paywatt.ledger.reading.MeterPresence;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.meter.topic.MeterMessage;
import io.paywatt.meter.topic.MeterTopics;
import io.paywatt.meter.topic.TopicPattern;
import org.apache.camel.Exchange;

/**
 * The bean {@code meterCodec} of routes. The decoding methods take a batch ({@code List<MeterMessage>} from {@code meter:})
 * or one raw payload with its topic in the header CamelMqttTopic (a replay from the desk, or a paho-mqtt5 route). What
 * could be read is the new body, possibly empty; what could not is a {@code List<MalformedMessage>} in the exchange
 * property {@link #MALFORMED}, always set. One bad message never holds up its batch.
 */
public final class MeterCodecs {
  /** Exchange property with the {@code List<MalformedMessage>} of the last decoding. */
  public static final String MALFORMED = "malformed";
  /** Exchange property that names the make when a source serves another one than native. */
  public static final String MAKE = "meterMake";
  /** Exchange property with the {@code List<OutgoingCommand>} that {@link #able} left out. */
  public static final String UNNEEDED = "unneeded";

  private static final int MOST_TOPICS = 100_000;

  private record Batch(List<MeterMessage> messages, Heard heard, List<MalformedMessage> malformed) {}

  private final NativeCodec ours;
  private final Map<String, MeterCodec> others = new LinkedHashMap<>();
  private final Clock clock;
  private final ReceivedTimes receivedTimes = new ReceivedTimes();
  private final Map<String, List<MeterCodec>> byTopic = new LinkedHashMap<>() {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, List<MeterCodec>> eldest) {
      return size() > MOST_TOPICS;
    }
  };
  private Batch last = new Batch(List.of(), new Heard(), List.of());

  /** The native codec under this prefix, and others for their makes. */
  public MeterCodecs(String topicPrefix, MeterCodec... others) {
    this(topicPrefix, Clock.systemUTC(), List.of(others));
  }

  public MeterCodecs(String topicPrefix, Clock clock, Collection<MeterCodec> others) {
    this.ours = new NativeCodec(new MeterTopics(topicPrefix));
    others.forEach(codec -> this.others.put(codec.make(), codec));
    this.clock = clock;
  }

  /** The makes that have a codec, native among them. */
  public Set<String> makes() {
    Set<String> makes = new TreeSet<>(others.keySet());
    makes.add(NativeCodec.MAKE);
    return makes;
  }

  /** Topic filters of all makes but native, each once. */
  public List<String> filters() {
    return others.values().stream().flatMap(codec -> codec.topics().stream()).map(TopicPattern::filter).distinct().toList();
  }

  /** Messages of {@code .../reading}. @throws Rejected when the body is neither a batch nor a payload with its topic */
  public List<Reading> readings(Exchange exchange) {
    return decode(exchange, ours::readings, Heard::readings);
  }

  /** Messages of {@code .../event}. @throws Rejected as {@link #readings} */
  public List<MeterEvent> events(Exchange exchange) {
    return decode(exchange, ours::events, Heard::events);
  }

  /** Messages of {@code .../reply}. @throws Rejected as {@link #readings} */
  public List<CommandReply> replies(Exchange exchange) {
    return decode(exchange, ours::replies, Heard::replies);
  }

  /** Messages of {@code .../online}. @throws Rejected as {@link #readings} */
  public List<MeterPresence> presence(Exchange exchange) {
    return decode(exchange, ours::presence, Heard::presences);
  }

  /**
   * Messages of the other makes, by topic. The same batch once more, because its route failed, gives the same again: a
   * frame in several parts is not put together twice.
   *
   * @throws Rejected as {@link #readings}
   */
  public synchronized Heard heard(Exchange exchange) {
    List<MeterMessage> messages = messages(exchange);
    if (!messages.equals(last.messages())) {
      List<MalformedMessage> malformed = new ArrayList<>();
      Heard heard = new Heard();
      messages.forEach(message -> heard.addAll(hear(message, malformed)));
      last = new Batch(messages, heard, malformed);
    }
    exchange.setProperty(MALFORMED, last.malformed());
    return last.heard();
  }

  /**
   * Of the commands in the body those that their meters have a use for; the rest, such as a credit for a meter that keeps
   * no balance, is in the exchange property {@link #UNNEEDED}.
   */
  public List<OutgoingCommand> able(Exchange exchange) {
    @SuppressWarnings("unchecked")
    List<OutgoingCommand> commands = exchange.getMessage().getBody(List.class);
    exchange.setProperty(UNNEEDED, commands.stream().filter(this::isUnneeded).toList());
    return commands.stream().filter(command -> !isUnneeded(command)).toList();
  }

  /**
   * Makes the {@link OutgoingCommand} in the body, or the {@link EncodedCommand} of a bus, ready for paho-mqtt5: the payload
   * is the new body, topic, QoS and MQTT 5 properties go to the headers of that component. The body is null when the
   * command waits for a bus.
   *
   * @throws Rejected when the body is no command, the command has expired or the make can't do it
   */
  public byte[] encode(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    EncodedCommand encoded;
    if (body instanceof OutgoingCommand command) {
      encoded = codec(command.make()).encode(command, clock.instant());
    } else if (body instanceof EncodedCommand ready) {
      encoded = ready;
    } else {
      throw new Rejected(422, "body is " + kindOf(body) + ", allowed is an OutgoingCommand");
    }
    if (encoded == null) {
      return null;
    }
    CommandHeaders.set(exchange.getMessage(), encoded);
    return encoded.payload();
  }

  /** The codec of a make; a make without one of its own speaks the native contract. */
  public MeterCodec codec(String make) {
    MeterCodec other = make == null ? null : others.get(make);
    return other == null ? ours : other;
  }

  private boolean isUnneeded(OutgoingCommand command) {
    if (command.make().equals(NewCommand.TAKES_TOKENS)) {
      return false; // every command for it becomes a token, by no codec
    }
    Capability needed = Capability.of(command.kind());
    return Capability.LEDGER_HAS_IT.contains(needed) && !codec(command.make()).capabilities().contains(needed);
  }

  /** Several makes may share a topic, such as that of a gateway: each passes over what is not its own. */
  private Heard hear(MeterMessage message, List<MalformedMessage> malformed) {
    Heard heard = new Heard();
    List<String> reasons = new ArrayList<>();
    boolean understood = false;
    for (MeterCodec codec : byTopic.computeIfAbsent(message.topic(), this::listeners)) {
      try {
        heard.addAll(codec.decode(message).eachReading(receivedTimes::apart));
        understood = true;
      } catch (Malformed e) {
        reasons.add(e.getMessage());
      }
    }
    if (!understood || !heard.faults().isEmpty()) {
      reasons.addAll(heard.faults());
      reasons.stream().findFirst()
          .ifPresent(reason -> malformed.add(new MalformedMessage(message.topic(), message.payload(), reason)));
    }
    return heard;
  }

  private List<MeterCodec> listeners(String topic) {
    return others.values().stream()
        .filter(codec -> codec.topics().stream().anyMatch(pattern -> pattern.match(topic).isPresent())).toList();
  }

  private <T> List<T> decode(Exchange exchange, Function<MeterMessage, List<T>> own, Function<Heard, List<T>> part) {
    MeterCodec codec = codec(exchange.getProperty(MAKE, String.class));
    Function<MeterMessage, List<T>> reader = codec == ours ? own : message -> part.apply(codec.decode(message));
    List<T> good = new ArrayList<>();
    List<MalformedMessage> malformed = new ArrayList<>();
    for (MeterMessage message : messages(exchange)) {
      try {
        good.addAll(reader.apply(message));
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
