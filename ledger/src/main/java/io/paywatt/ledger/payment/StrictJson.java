package io.paywatt.ledger.payment;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Currency;
import java.util.Iterator;
import java.util.Set;
import java.util.regex.Pattern;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.paywatt.ledger.Rejected;

/** A JSON object read field by field; whatever is not exactly as allowed is rejected with field, value and rule. */
public final class StrictJson {
  /** Refuses doubled fields and anything behind the value; a number that is shown is shown as it was sent. */
  public static final ObjectMapper MAPPER = JsonMapper.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
      .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
      .build();

  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern TIME =
      Pattern.compile("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");
  private static final Pattern ANY = Pattern.compile("(?s).+");

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
    String allowed = minorUnits(min, max);
    JsonNode node = nodeOrNull(name);
    if (node == null) {
      throw wrong(name, "missing", allowed);
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < min || node.longValue() > max) {
      throw wrong(name, shown(node), allowed);
    }
    return node.longValue();
  }

  /** What is allowed of an amount, in words. */
  static String minorUnits(long min, long max) {
    return "a whole number of minor units from " + min + " to " + max;
  }

  /** An ISO 4217 code of real money, or null when it is absent or null. */
  public String currencyOrNull(String name) {
    String code = textOrNull(name, CURRENCY, "an ISO 4217 code");
    try {
      if (code == null || Currency.getInstance(code).getDefaultFractionDigits() >= 0) {
        return code;
      }
    } catch (IllegalArgumentException e) {
      // answered below, together with codes that are no money (gold, testing)
    }
    throw wrong(name, shown(code), "an ISO 4217 code");
  }

  /** An RFC 3339 time, or null when it is absent or null. */
  public Instant timeOrNull(String name) {
    String text = textOrNull(name, TIME, "an RFC 3339 time from 2000 to 2099");
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw wrong(name, shown(text), "an RFC 3339 time from 2000 to 2099");
    }
  }

  /** Bytes as base64, or null when it is absent or null. */
  public byte[] base64OrNull(String name) {
    String base64 = textOrNull(name, ANY, "base64");
    try {
      return base64 == null ? null : Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw wrong(name, base64.length() + " characters that are not base64", "base64");
    }
  }

  /** The field, or null when it is absent or null. */
  public JsonNode nodeOrNull(String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  /** The refusal of a field: status 422. */
  public static Rejected wrong(String field, String value, String allowed) {
    return new Rejected(422, field + " is " + value + ", allowed is " + allowed);
  }

  /** A value for a message: one short line. */
  static String shown(JsonNode node) {
    return shown(node.isContainerNode() ? node.getNodeType().name() : node.toString());
  }

  /** A value for a message: one short line without control characters. */
  public static String shown(String value) {
    String line = value.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 80 ? line : line.substring(0, 80) + "...";
  }
}
