package io.paywatt.ledger.notice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.store.Json;

/**
 * A notice to be queued.
 *
 * @param key       says what it is for, once for ever
 * @param accountId who is told, or null for the administrators
 * @param meterId   the meter it is about, or null
 * @param answer    who asked for it, or null: nobody did
 * @param params    plain values, see {@link io.paywatt.ledger.outbox}
 */
public record NewNotice(String key, String kind, Long accountId, Long meterId, Answer answer, ObjectNode params) {
  /**
   * An answer to somebody who wrote.
   *
   * @param phone  goes there, whoever has the account
   * @param locale language asked in, or null for the account's
   */
  public record Answer(String phone, String locale) {}

  /** Reads the payload of an outbox row. @throws IllegalArgumentException naming the field, when it can't be read */
  public static NewNotice parse(String key, String payload) {
    ObjectNode json = Json.object(payload);
    String kind = json.path("kind").asText();
    if (!NoticeKinds.exists(kind)) {
      throw new IllegalArgumentException("kind is '" + kind + "', allowed are " + String.join(", ", NoticeKinds.all()));
    }
    JsonNode params = json.path("params");
    if (!params.isObject() && !params.isMissingNode() && !params.isNull()) {
      throw new IllegalArgumentException("params is " + params.getNodeType() + ", allowed is an object");
    }
    String to = json.path("to").asText(null);
    return new NewNotice(key, kind, id(json, "accountId"), id(json, "meterId"),
        to == null ? null : new Answer(to, json.path("locale").asText(null)),
        params instanceof ObjectNode object ? object : Json.object());
  }

  private static Long id(ObjectNode json, String field) {
    JsonNode value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException(field + " is " + value + ", allowed is a whole number or null");
    }
    return value.longValue();
  }
}
