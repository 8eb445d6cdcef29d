package io.paywatt.meter.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The fields of one JSON object from a meter; what is not as the contract says becomes {@link Malformed}. */
final class JsonFields {
  /** Largest payload of the native contract. */
  static final int MAX_BYTES = 65_536;
  private static final int MAX_DEPTH = 16;
  private static final int MAX_SHOWN = 80;
  private static final int MAX_SCALE = 60;
  private static final BigDecimal MOST_ROUNDED = BigDecimal.valueOf(Integer.MAX_VALUE);
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
  private static final Pattern RFC_3339 = Pattern.compile(
      "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})");

  private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build())
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .build();

  private final JsonNode object;
  private final String text;

  private JsonFields(JsonNode object, String text) {
    this.object = object;
    this.text = text;
  }

  /** @throws Malformed unless the payload is one JSON object in UTF-8, no longer than 64 KiB, no key twice */
  static JsonFields parse(byte[] payload) {
    String text = text(payload);
    JsonNode node = tree(text);
    if (!node.isObject()) {
      throw new Malformed("payload is '" + shortened(text) + "', allowed is one JSON object");
    }
    return new JsonFields(node, text);
  }

  /** @throws Malformed unless the payload is UTF-8, no longer than 64 KiB */
  static String text(byte[] payload) {
    if (payload.length > MAX_BYTES) {
      throw new Malformed("payload has " + payload.length + " bytes, allowed are up to " + MAX_BYTES);
    }
    return utf8(payload);
  }

  /** @throws Malformed unless it is one JSON value, no key twice */
  static JsonNode tree(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (node == null || node.isMissingNode()) {
        throw new Malformed("payload is '" + shortened(text) + "', allowed is one JSON object");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new Malformed("payload is not valid JSON: " + firstLine(e.getOriginalMessage()) + where(e));
    } catch (NumberFormatException e) {
      // the parser lets an exponent of more than ten digits through to BigDecimal
      throw new Malformed("payload holds a number that can't be read: " + firstLine(e.getMessage()));
    }
  }

  /** The payload as received. */
  String text() {
    return text;
  }

  /** RFC 3339 with a zone, in a year a database can hold; which times make sense is the ledger's business. */
  Instant at(String name, boolean required) {
    JsonNode node = value(name, required);
    if (node == null) {
      return null;
    }
    if (node.isTextual() && RFC_3339.matcher(node.textValue()).matches()) {
      try {
        Instant at = OffsetDateTime.parse(node.textValue().toUpperCase(Locale.ROOT)).toInstant();
        if (at.isBefore(EARLIEST) || !at.isBefore(LATEST)) {
          throw wrong(name, node, "a time from " + EARLIEST + " to before " + LATEST);
        }
        return at;
      } catch (DateTimeException e) {
        throw wrong(name, node, "an RFC 3339 time that exists");
      }
    }
    throw wrong(name, node, "an RFC 3339 time with zone such as 2026-11-23T08:15:00Z");
  }

  /** A whole number written as such: 12, not 12.0, 1e3 or "12". */
  Long integer(String name, boolean required, long least, long most) {
    JsonNode node = value(name, required);
    if (node == null) {
      return null;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < least || node.longValue() > most) {
      throw wrong(name, node, "an integer from " + least + " to " + most);
    }
    return node.longValue();
  }

  /** Registers in Wh, each a whole number written as such; empty when missing. */
  List<Long> registers(String name, int most) {
    JsonNode node = value(name, false);
    if (node == null) {
      return List.of();
    }
    List<Long> registers = new ArrayList<>(node.size());
    node.forEach(each -> registers.add(each.isIntegralNumber() && each.canConvertToLong() ? each.longValue() : -1));
    if (!node.isArray() || registers.size() > most || registers.stream().anyMatch(each -> each < 0)) {
      throw wrong(name, node, "an array of up to " + most + " integers from 0");
    }
    return List.copyOf(registers);
  }

  /** A measurement nobody is charged by, rounded to a whole number of 32 bits. */
  Integer rounded(String name) {
    JsonNode node = value(name, false);
    if (node == null) {
      return null;
    }
    BigDecimal number = node.isNumber() ? node.decimalValue() : null;
    // a longer tail could eat the memory when it is expanded
    if (number == null || Math.abs(number.scale()) > MAX_SCALE || number.abs().compareTo(MOST_ROUNDED) > 0) {
      throw wrong(name, node, "a number from -" + MOST_ROUNDED + " to " + MOST_ROUNDED);
    }
    return number.setScale(0, RoundingMode.HALF_UP).intValueExact();
  }

  /** A text the function accepts; what it refuses with IllegalArgumentException is malformed. */
  <T> T text(String name, boolean required, String allowed, Function<String, T> reader) {
    JsonNode node = value(name, required);
    if (node == null) {
      return null;
    }
    if (!node.isTextual()) {
      throw wrong(name, node, allowed);
    }
    try {
      return reader.apply(node.textValue());
    } catch (IllegalArgumentException e) {
      throw wrong(name, node, allowed);
    }
  }

  /** true or false. */
  boolean flag(String name) {
    JsonNode node = value(name, true);
    if (!node.isBoolean()) {
      throw wrong(name, node, "true or false");
    }
    return node.booleanValue();
  }

  /** The value, or null when it is missing or null. */
  JsonNode value(String name, boolean required) {
    JsonNode node = object.get(name);
    if (node != null && !node.isNull()) {
      return node;
    }
    if (required) {
      throw new Malformed(name + " is " + (node == null ? "missing" : "null") + ", it is required");
    }
    return null;
  }

  static Malformed wrong(String name, JsonNode value, String allowed) {
    return new Malformed(name + " is " + shortened(value.toString()) + ", allowed is " + allowed);
  }

  private static String utf8(byte[] payload) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("payload of " + payload.length + " bytes is not UTF-8, allowed is JSON in UTF-8");
    }
  }

  static String shortened(String value) {
    return value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "...";
  }

  private static String firstLine(String message) {
    return shortened(message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable"));
  }

  private static String where(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " (column " + e.getLocation().getColumnNr() + ")";
  }
}
