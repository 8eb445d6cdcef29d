package io.paywatt.adapter;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.Rejected;
import org.apache.camel.Exchange;

/** What a route hands to an action of a provider: JSON as bytes, text or stream, or an object with these properties. */
public final class ActionBody {
  private ActionBody() {}

  /** @param what what is read, for the message: "the top-up". @throws Rejected 400 when it is no JSON object */
  public static JsonNode of(Exchange exchange, String what) {
    Object body = exchange.getMessage().getBody();
    if (body == null || body instanceof String || body instanceof byte[] || body instanceof InputStream) {
      byte[] json = exchange.getMessage().getBody(byte[].class);
      return StrictJson.object(json == null ? new byte[0] : json, what);
    }
    JsonNode tree = StrictJson.MAPPER.valueToTree(body);
    if (!tree.isObject()) {
      throw new Rejected(400, what + " must be a JSON object");
    }
    return tree;
  }

  /** The payer of a top-up: {@code payerJson} as text, or the object {@code payer}; an empty object when there is none. */
  public static JsonNode payer(JsonNode topup) {
    JsonNode json = topup.get("payerJson");
    if (json != null && json.isTextual()) {
      return StrictJson.object(json.textValue().getBytes(StandardCharsets.UTF_8), "payer");
    }
    return topup.hasNonNull("payer") ? StrictJson.child(topup, "payer") : StrictJson.MAPPER.createObjectNode();
  }

  /** A field of the payer of a top-up, text of 1 to max characters. @throws Rejected 422 when it is missing or does not fit */
  public static String payerText(JsonNode topup, String field, int max) {
    String value = payerTextOrNull(topup, field, max);
    if (value == null) {
      throw new Rejected(422, "payer." + field + " is missing: text of 1 to " + max + " characters");
    }
    return value;
  }

  /** As {@link #payerText}, or null when it is absent or null. */
  public static String payerTextOrNull(JsonNode topup, String field, int max) {
    try {
      return StrictJson.optionalText(payer(topup), field, max);
    } catch (Rejected e) {
      throw new Rejected(422, "payer." + e.getMessage());
    }
  }
}
