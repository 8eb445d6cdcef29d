package io.paywatt.simulator.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.simulator.Json;

/** Reads the body of a call field by field, as strictly as WeChat Pay. */
final class Fields {
  private Fields() {}

  /** @throws ApiError PARAM_ERROR */
  static JsonNode body(byte[] bytes) {
    try {
      return Json.parse(bytes);
    } catch (IllegalArgumentException e) {
      throw ApiError.of(400, "PARAM_ERROR", "the body is not JSON");
    }
  }

  /** Integer fen. @param field JSON pointer */
  static long fen(JsonNode body, String field) {
    JsonNode value = body.at(field);
    if (!value.isIntegralNumber() || value.longValue() < 1) {
      throw ApiError.parameter(field, "an integer of at least 1 fen is needed");
    }
    return value.longValue();
  }

  /** Only CNY; required where the page says so. */
  static String currency(JsonNode body, boolean required) {
    String currency = required ? text(body, "/amount/currency", 16) : optional(body, "/amount/currency", 16);
    if (!currency.isEmpty() && !currency.equals("CNY")) {
      throw ApiError.parameter("/amount/currency", "only CNY");
    }
    return "CNY";
  }

  static String text(JsonNode body, String field, int max) {
    String value = optional(body, field, max);
    if (value.isBlank()) {
      throw ApiError.parameter(field, "is required");
    }
    return value;
  }

  /** Empty when it is not there. */
  static String optional(JsonNode body, String field, int max) {
    JsonNode value = body.at(field);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual() || value.textValue().length() > max) {
      throw ApiError.parameter(field, "a text of at most " + max + " characters is needed");
    }
    return value.textValue();
  }
}
