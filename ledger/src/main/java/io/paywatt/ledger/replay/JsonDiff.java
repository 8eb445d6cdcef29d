package io.paywatt.ledger.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.store.Json;

/**
 * What one body says differently from another.
 *
 * @param path   JSON pointer (RFC 6901) of a value; empty for the whole body when one of them is no JSON object
 * @param before as JSON text, or null: it was not there
 * @param after  as JSON text, or null: it is gone
 */
public record JsonDiff(String path, String before, String after) {
  private static final int LONGEST = 2000;

  static List<JsonDiff> of(byte[] before, byte[] after) {
    List<JsonDiff> changes = new ArrayList<>();
    try {
      compare("", Json.object(text(before)), Json.object(text(after)), changes);
    } catch (IllegalArgumentException e) {
      changes.clear();
      changes.add(new JsonDiff("", cut(text(before)), cut(text(after))));
    }
    return changes;
  }

  /** Whether it is in one of these fields, however deep. */
  boolean isIn(Set<String> fields) {
    return Arrays.stream(path.split("/")).anyMatch(fields::contains);
  }

  private static void compare(String path, JsonNode before, JsonNode after, List<JsonDiff> changes) {
    if (before.equals(after)) {
      return;
    }
    if (!before.isContainerNode() && !after.isContainerNode()) {
      changes.add(new JsonDiff(path, shown(before), shown(after)));
      return;
    }
    if (!before.isArray() && !after.isArray()) {
      TreeSet<String> names = new TreeSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> compare(path + "/" + name.replace("~", "~0").replace("/", "~1"), before.path(name),
          after.path(name), changes));
    } else {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        compare(path + "/" + i, before.path(i), after.path(i), changes);
      }
    }
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? null : cut(value.toString());
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
