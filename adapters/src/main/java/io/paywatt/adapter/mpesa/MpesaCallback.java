package io.paywatt.adapter.mpesa;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;

/** What M-Pesa's bodies hold: named items in lists, amounts as numbers or as text, codes as either. */
final class MpesaCallback {
  /** Keeps a number as it is written: 50.00 is an amount, 1e2 is none. */
  private static final ObjectReader EXACT = StrictJson.MAPPER.readerFor(JsonNode.class)
      .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

  private MpesaCallback() {}

  /** @throws Rejected 400 when it is no JSON object with each key once */
  static JsonNode body(byte[] json) {
    StrictJson.object(json, "the callback");
    try {
      return EXACT.readTree(json);
    } catch (IOException e) {
      throw new Rejected(400, "the callback is not well-formed JSON");
    }
  }

  /** Named items by name; one without a value is left out. @param name field that holds the name: Name or Key */
  static Map<String, JsonNode> items(JsonNode list, String name) {
    Map<String, JsonNode> items = new HashMap<>();
    for (JsonNode item : list.isObject() ? List.of(list) : list) {
      if (item.path(name).isTextual() && item.hasNonNull("Value")) {
        items.put(item.get(name).textValue(), item.get("Value"));
      }
    }
    return items;
  }

  /** Cents from shillings as number or text, null when there are none. @throws Rejected 400 when they can't be used */
  static Long cents(JsonNode shillings, String field) {
    if (shillings == null || shillings.isMissingNode() || shillings.isNull()) {
      return null;
    }
    try {
      String text = shillings.asText();
      if (text.matches("[0-9]{1,12}([.][0-9]{1,4})?")) {
        long cents = new BigDecimal(text).movePointRight(2).longValueExact();
        if (cents > 0) {
          return cents;
        }
      }
    } catch (ArithmeticException e) {
      // told below
    }
    throw new Rejected(400, field + " must be shillings above zero with at most two decimals");
  }

  /** A receipt number in capitals, or null. @throws Rejected 400 when it is something else */
  static String receipt(JsonNode node, String field) {
    if (node == null || node.isMissingNode() || node.isNull()) {
      return null;
    }
    String receipt = node.asText().strip().toUpperCase(Locale.ROOT);
    if (!receipt.matches("[A-Z0-9]{6,32}")) {
      throw new Rejected(400, field + " must be 6 to 32 letters and digits");
    }
    return receipt;
  }

  /** A time, or null: a claim does without. */
  static String time(JsonNode digits) {
    Instant at = digits == null ? null : MpesaTime.readOrNull(digits.asText());
    return at == null ? null : at.toString();
  }
}
