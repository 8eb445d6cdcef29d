package io.paywatt.ledger.payment;

import java.io.IOException;
import java.util.Iterator;
import java.util.Set;
import java.util.regex.Pattern;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.paywatt.ledger.Rejected;

/** A JSON object read field by field; whatever is not exactly as allowed is rejected with field, value and rule. */
public final class StrictJson {
  static final ObjectMapper MAPPER = JsonMapper.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
      .build();

  private final JsonNode object;

  private StrictJson(JsonNode object) {
    this.object = object;
  }

  /**
   * @param malformed status when the bytes are no JSON object
   * @param fields    the names that may occur
   */
  public static StrictJson read(byte[] json, int malformed, Set<String> fields) {
    JsonNode node;
    try {
      node = MAPPER.readTree(json);
    } catch (IOException e) {
      throw new Rejected(malformed, "The body is not JSON, or names a field twice; allowed is one JSON object");
    }
    if (node == null || !node.isObject()) {
      throw new Rejected(malformed, "The body is no JSON object; allowed is one JSON object");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!fields.contains(name)) {
        throw wrong(name, "there", "only " + String.join(", ", fields.stream().sorted().toList()));
      }
    }
    return new StrictJson(node);
  }

  /** Text that is there and fits. */
  public String text(String name, Pattern pattern, String allowed) {
    String text = textOrNull(name, pattern, allowed);
    if (text == null) {
      throw wrong(name, "missing", allowed);
    }
    return text;
  }

  /** Text that fits, or null when it is absent or null. */
  public String textOrNull(String name, Pattern pattern, String allowed) {
    JsonNode node = nodeOrNull(name);
    if (node == null) {
      return null;
    }
    if (!node.isTextual() || !pattern.matcher(node.textValue()).matches()) {
      throw wrong(name, shown(node), allowed);
    }
    return node.textValue();
  }

  /** A whole number in the range. */
  public long integer(String name, long min, long max) {
    String allowed = "a whole number of minor units from " + min + " to " + max;
    JsonNode node = nodeOrNull(name);
    if (node == null) {
      throw wrong(name, "missing", allowed);
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < min || node.longValue() > max) {
      throw wrong(name, shown(node), allowed);
    }
    return node.longValue();
  }

  /** The field, or null when it is absent or null. */
  public JsonNode nodeOrNull(String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  /** The refusal of a value. */
  public static Rejected wrong(String field, String value, String allowed) {
    return new Rejected(422, field + " is " + value + ", allowed is " + allowed);
  }

  /** A value for a message: one short line. */
  static String shown(JsonNode node) {
    return shown(node.isContainerNode() ? node.getNodeType().name() : node.toString());
  }

  /** A text for a message: one short line. */
  public static String shown(String value) {
    String line = value.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 80 ? line : line.substring(0, 80) + "...";
  }
}
