package io.paywatt.console.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

/** JSON as the outside contract has it: times RFC 3339 in UTC, no key twice, nothing after the value. */
public final class Json {
  private static final ObjectMapper MAPPER = JsonMapper.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
      .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
      .build();

  private Json() {}

  /** A value as UTF-8 JSON. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty object to fill. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A value as a tree. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** JSON that the ledger keeps as text; null stays null, and a text that is no JSON stays a text. */
  public static JsonNode parse(String kept) {
    if (kept == null) {
      return NullNode.getInstance();
    }
    try {
      return MAPPER.readTree(kept);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(kept);
    }
  }

  /**
   * Reads a JSON object.
   *
   * @throws ProblemException status 400 with line and column when it is no JSON, 422 when it is no object
   */
  public static ObjectNode readObject(byte[] body) {
    JsonNode node = read(body);
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw Problem.of(422, "The body must be a JSON object").asException();
  }

  /** Reads JSON. @throws ProblemException status 400 with line and column when it is none */
  static JsonNode read(byte[] body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      if (node.isMissingNode()) {
        throw Problem.malformedJson(1, 1, "the body is empty").asException();
      }
      return node;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw Problem.malformedJson(at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr(),
          e.getOriginalMessage()).asException();
    } catch (IOException e) {
      throw Problem.malformedJson(1, 1, "the body is not UTF-8").asException();
    }
  }
}
