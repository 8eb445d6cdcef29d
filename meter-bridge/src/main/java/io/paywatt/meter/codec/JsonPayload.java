package io.paywatt.meter.codec;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.JsonNode;

/** The JSON of makes that are not ours: any value, numbers also as text. */
public final class JsonPayload {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}(\\.[0-9]{1,18})?");

  // what a longer one is expanded to could eat the memory
  private static final int MOST_DIGITS = 60;

  private JsonPayload() {}

  /** @throws Malformed unless the payload is UTF-8 text, no longer than 64 KiB */
  public static String text(byte[] payload) {
    return JsonFields.text(payload);
  }

  /** @throws Malformed unless the payload is one JSON value in UTF-8, no longer than 64 KiB, no key twice */
  public static JsonNode tree(byte[] payload) {
    return JsonFields.tree(JsonFields.text(payload));
  }

  /** @throws Malformed as {@link #tree}, and unless it is an object */
  public static JsonNode object(byte[] payload) {
    JsonNode node = tree(payload);
    if (!node.isObject()) {
      throw new Malformed("payload is '" + JsonFields.shortened(node.toString()) + "', allowed is one JSON object");
    }
    return node;
  }

  /** Whether there is a value. */
  public static boolean has(JsonNode node) {
    return node != null && !node.isMissingNode() && !node.isNull();
  }

  /** @param name for the message. @throws Malformed when it is no number */
  public static BigDecimal decimal(String name, JsonNode node) {
    if (node.isNumber()) {
      BigDecimal number = node.decimalValue();
      if (Math.abs(number.scale()) <= MOST_DIGITS && number.precision() <= MOST_DIGITS) {
        return number;
      }
      throw wrong(name, node, "a number of up to " + MOST_DIGITS + " digits");
    }
    if (node.isTextual() && NUMBER.matcher(node.textValue().strip()).matches()) {
      return new BigDecimal(node.textValue().strip());
    }
    throw wrong(name, node, "a number");
  }

  /** Says what is wrong with a value, shortened. */
  public static Malformed wrong(String name, JsonNode node, String allowed) {
    return JsonFields.wrong(name, node, allowed);
  }
}
