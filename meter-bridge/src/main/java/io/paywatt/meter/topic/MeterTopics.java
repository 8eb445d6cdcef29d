package io.paywatt.meter.topic;

import java.util.Arrays;
import java.util.Locale;

/** Builds and takes apart the topics under one prefix, which itself may have several levels. */
public final class MeterTopics {
  /** The last level of a topic. */
  public enum Kind {
    READING, EVENT, ONLINE, REPLY, COMMAND;

    /** The word in the topic. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the word and what is allowed */
    public static Kind of(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst()
          .orElseThrow(() -> new IllegalArgumentException(
              "last level is '" + word + "', allowed are reading, event, online, reply and command"));
    }
  }

  /** A topic taken apart. */
  public record Parsed(MeterSerial serial, Kind kind) {}

  private final String prefix;

  /**
   * @param prefix e.g. {@code paywatt}; no slash at either end, no wildcard
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  public MeterTopics(String prefix) {
    if (prefix == null || prefix.isBlank() || prefix.startsWith("/") || prefix.endsWith("/")
        || prefix.startsWith("$") || prefix.contains("+") || prefix.contains("#")) {
      throw new IllegalArgumentException("topic prefix is '" + prefix
          + "', allowed is one or more levels without + # or a $ at the start, and no / at either end");
    }
    this.prefix = prefix;
  }

  /** The prefix as configured. */
  public String prefix() {
    return prefix;
  }

  /** The topic of one meter. */
  public String topic(MeterSerial serial, Kind kind) {
    return prefix + "/" + serial.value() + "/" + kind.word();
  }

  /** The topic filter for all meters. */
  public String filter(Kind kind) {
    return prefix + "/+/" + kind.word();
  }

  /** @throws IllegalArgumentException naming the topic and what is allowed */
  public Parsed parse(String topic) {
    String rest = topic == null || !topic.startsWith(prefix + "/") ? "" : topic.substring(prefix.length() + 1);
    int slash = rest.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("topic is '" + topic + "', allowed is " + prefix + "/{serial}/{kind}");
    }
    return new Parsed(new MeterSerial(rest.substring(0, slash)), Kind.of(rest.substring(slash + 1)));
  }
}
