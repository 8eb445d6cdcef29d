package io.paywatt.meter.topic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topic with names in braces, such as {@code dtu/{gateway}/up} or {@code acme/{device}-post}: a filter to subscribe with,
 * what a topic says by it, and the topic for given values. A name stands for a level or a part of one; {@code +} and a last
 * {@code #} match what nobody asks about.
 */
public final class TopicPattern {
  private static final Pattern NAME = Pattern.compile("\\{([a-z][A-Za-z0-9]*)}");
  private static final Pattern ALLOWED = Pattern.compile("(?:[^+#{}]|\\{[a-z][A-Za-z0-9]*}|(?<=/|^)\\+(?=/|$)|(?<=/|^)#$)+");

  private final String text;
  private final String filter;
  private final Pattern regex;
  private final List<String> names;

  private TopicPattern(String text) {
    this.text = text;
    this.names = NAME.matcher(text).results().map(found -> found.group(1)).toList();
    this.filter = text.replaceAll("[^/]*\\{[^/]*", "+");
    this.regex = Pattern.compile(regex(text));
  }

  /** @throws IllegalArgumentException naming the value and what is allowed */
  public static TopicPattern of(String text) {
    if (text.length() > 256 || text.startsWith("$") || !ALLOWED.matcher(text).matches()) {
      throw new IllegalArgumentException("topic is '" + text
          + "', allowed are levels with names in braces such as dtu/{gateway}/up, + for a level and # at the end");
    }
    TopicPattern pattern = new TopicPattern(text);
    if (pattern.names.size() != pattern.names.stream().distinct().count()) {
      throw new IllegalArgumentException("topic is '" + text + "', allowed is each name once");
    }
    return pattern;
  }

  /** As MQTT topic filter. */
  public String filter() {
    return filter;
  }

  /** As MQTT topic filter for a single device or gateway, with {@code %u} where its name stands. */
  public String filterOfOne() {
    return text.replace("{device}", "%u").replace("{gateway}", "%u").replaceAll("[^/]*\\{[^/]*", "+");
  }

  /** The names in braces. */
  public List<String> names() {
    return names;
  }

  /** What the topic says, by name; empty when it is another topic. */
  public Optional<Map<String, String>> match(String topic) {
    Matcher matcher = regex.matcher(topic);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), matcher.group(i + 1));
    }
    return Optional.of(values);
  }

  /** The topic for these values. @throws IllegalArgumentException when a value is missing or can't be part of a topic */
  public String fill(Map<String, String> values) {
    String topic = text;
    for (String name : names) {
      String value = values.get(name);
      if (value == null || value.isEmpty() || value.matches(".*[+#/\\x00].*")) {
        throw new IllegalArgumentException(name + " of topic " + text + " is '" + value
            + "', allowed is a text without + # and /");
      }
      topic = topic.replace("{" + name + "}", value);
    }
    return topic;
  }

  private static String regex(String text) {
    StringBuilder regex = new StringBuilder();
    int from = 0;
    Matcher name = Pattern.compile(NAME.pattern() + "|\\+|#").matcher(text);
    for (; name.find(); from = name.end()) {
      regex.append(Pattern.quote(text.substring(from, name.start())));
      regex.append(name.group().equals("#") ? ".*" : name.group().equals("+") ? "[^/]*" : "([^/]+)");
    }
    return regex.append(Pattern.quote(text.substring(from))).toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
