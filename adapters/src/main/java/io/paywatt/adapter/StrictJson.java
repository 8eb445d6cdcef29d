package io.paywatt.adapter;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Currency;
import com.ethlo.time.ITU;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.paywatt.ledger.Rejected;

/**
 * JSON as money needs it: no key twice, nothing after the end, no text where a number belongs. Every method throws
 * {@link Rejected} 400 whose message names the field and what is allowed.
 */
public final class StrictJson {
  /** Reads strictly; also writes. */
  public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).maxNumberLength(40).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build())
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
      .build();

  /** A zone of RFC 3339, section 4.3: the time is UTC, the place not known. The library refuses it. */
  private static final String FROM_ANYWHERE = "-00:00";

  private StrictJson() {}

  /** @param what what is read, for the message: "the notice" */
  public static JsonNode object(byte[] json, String what) {
    JsonNode node;
    try {
      node = MAPPER.readTree(json);
    } catch (IOException e) {
      // The parser's own text would quote the input: only the place is told.
      throw new Rejected(400, what + " is not well-formed JSON with each key once");
    }
    if (node == null || !node.isObject()) {
      throw new Rejected(400, what + " must be a JSON object");
    }
    return node;
  }

  /** @param what what is read, for the message */
  public static JsonNode array(byte[] json, String what) {
    try {
      JsonNode node = MAPPER.readTree(json);
      if (node != null && node.isArray()) {
        return node;
      }
    } catch (IOException e) {
      // told below: the parser's own text would quote the input
    }
    throw new Rejected(400, what + " must be a well-formed JSON list");
  }

  /** The object under a key. */
  public static JsonNode child(JsonNode parent, String field) {
    JsonNode node = parent.get(field);
    if (node == null || !node.isObject()) {
      throw new Rejected(400, field + " must be a JSON object");
    }
    return node;
  }

  /** Text of 1 to max characters. */
  public static String text(JsonNode parent, String field, int max) {
    String value = optionalText(parent, field, max);
    if (value == null) {
      throw new Rejected(400, field + " is missing: text of 1 to " + max + " characters");
    }
    return value;
  }

  /** Text of 1 to max characters, or null when the key is absent or null. */
  public static String optionalText(JsonNode parent, String field, int max) {
    JsonNode node = parent.get(field);
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isTextual() || node.textValue().isBlank() || node.textValue().length() > max) {
      throw new Rejected(400, field + " must be text of 1 to " + max + " characters");
    }
    return node.textValue();
  }

  /** Minor units: a whole JSON number from 1. 50.0, 1e2 and "50" are refused. */
  public static long amount(JsonNode parent, String field) {
    JsonNode node = parent.get(field);
    if (node == null || !node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 1) {
      throw new Rejected(400, field + (node == null ? " is missing" : " is " + shown(node))
          + ": a whole number of minor units from 1, written in digits only");
    }
    return node.longValue();
  }

  /** An ISO 4217 code in capitals. */
  public static String currency(JsonNode parent, String field) {
    String code = text(parent, field, 3);
    try {
      return Currency.getInstance(code).getCurrencyCode();
    } catch (IllegalArgumentException e) {
      throw new Rejected(400, field + " must be an ISO 4217 code such as CNY");
    }
  }

  /** An RFC 3339 time with its zone. */
  public static Instant time(JsonNode parent, String field) {
    String value = text(parent, field, 40);
    try {
      return ITU.parseDateTime(value.endsWith(FROM_ANYWHERE)
          ? value.substring(0, value.length() - FROM_ANYWHERE.length()) + "Z" : value).toInstant();
    } catch (DateTimeException e) {
      throw new Rejected(400, field + " must be an RFC 3339 time with zone, such as 2026-11-23T12:00:00+08:00");
    }
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() > 40 ? text.substring(0, 40) + "..." : text;
  }
}
