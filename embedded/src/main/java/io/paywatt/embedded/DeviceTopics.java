package io.paywatt.embedded;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Topics of makes that have others than the native ones, with {@code %u} for the user: the name of the device or its gateway.
 *
 * @param publish filters on which a device may publish
 * @param hear    filters to which it may subscribe
 */
record DeviceTopics(List<String> publish, List<String> hear) {
  private static final String USER = "%u";

  static DeviceTopics none() {
    return new DeviceTopics(List.of(), List.of());
  }

  /** @param publish filters with commas between them, or empty; {@code hear} alike */
  static DeviceTopics of(String publish, String hear) {
    return new DeviceTopics(list(publish), list(hear));
  }

  DeviceTopics of(String user) {
    return new DeviceTopics(filled(publish, user), filled(hear, user));
  }

  /** Whether the user may publish there. */
  boolean mayPublish(String user, String topic) {
    return filled(publish, user).stream().anyMatch(filter -> matches(filter, topic));
  }

  private static boolean matches(String filter, String topic) {
    String levels = Arrays.stream(filter.split("/", -1))
        .map(level -> level.equals("+") ? "[^/]*" : level.equals("#") ? ".*" : Pattern.quote(level))
        .collect(Collectors.joining("/"));
    return topic.matches(levels);
  }

  private static List<String> filled(List<String> filters, String user) {
    return filters.stream().map(filter -> filter.replace(USER, user)).toList();
  }

  private static List<String> list(String filters) {
    return Arrays.stream(filters.split(",")).filter(filter -> !filter.isEmpty()).toList();
  }
}
