package io.paywatt.meter.codec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;

/** Values that are a number with one phase and an array with several. */
public final class JsonPhases {
  private static final int MOST = 4;

  private JsonPhases() {}

  /** The values in order; none when it is missing. @throws Malformed when one is no number, or there are more than four */
  public static List<BigDecimal> of(JsonNode object, String name) {
    JsonNode node = object.path(name);
    if (!JsonPayload.has(node)) {
      return List.of();
    }
    if (!node.isArray()) {
      return List.of(JsonPayload.decimal(name, node));
    }
    if (node.size() > MOST) {
      throw JsonPayload.wrong(name, node, "up to " + MOST + " numbers");
    }
    List<BigDecimal> values = new ArrayList<>();
    node.forEach(each -> values.add(JsonPayload.decimal(name, each)));
    return values;
  }

  /** All phases together, or null when it is missing. @throws Malformed as {@link #of} */
  public static BigDecimal sum(JsonNode object, String name) {
    return of(object, name).stream().reduce(BigDecimal::add).orElse(null);
  }
}
