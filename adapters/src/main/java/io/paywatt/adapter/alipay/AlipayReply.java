package io.paywatt.adapter.alipay;

import java.io.IOException;
import java.util.Arrays;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;

/**
 * Alipay's proven answer to a call.
 *
 * @param node what Alipay signed, parsed
 * @param raw  the whole answer, kept as evidence
 */
record AlipayReply(JsonNode node, byte[] raw) {
  /**
   * Proves and reads an answer. Signed are the bytes of the response node exactly as they came, braces included.
   *
   * @param method the method asked, alipay.trade.query
   * @throws Unavailable when there is no answer, none that can be trusted, or Alipay is busy: ask again
   */
  static AlipayReply of(String method, ProviderCall.Answer answer, AlipayKeys keys) {
    if (answer.status() != 200) {
      throw new Unavailable("Alipay answered " + method + " with HTTP " + answer.status(), null);
    }
    Parts parts = parts(answer.body(), method.replace('.', '_') + "_response");
    if (parts.response == null) {
      throw new Unavailable("Alipay's answer to " + method + " is not readable", null);
    }
    AlipayReply reply = new AlipayReply(node(parts.response), answer.body());
    if (parts.sign == null || !keys.signedByAlipay(parts.response, parts.sign)) {
      // A refusal of our own signature comes unsigned. It helps a person, but nothing may be done because of it.
      throw new Unavailable("Alipay's answer to " + method + " can't be trusted: it is not signed by a known key"
          + reply.reason(), null);
    }
    return reply.requireDecided(method);
  }

  /** Whether the call succeeded: code 10000. */
  boolean success() {
    return code("code").equals("10000");
  }

  /** The business's own code, such as ACQ.TRADE_NOT_EXIST; empty when there is none. */
  String subCode() {
    return code("sub_code");
  }

  /** Codes and words for a person: " code 40004 ACQ.TRADE_NOT_EXIST: ...". */
  String reason() {
    StringBuilder reason = new StringBuilder(" code ").append(Printable.of(code("code")));
    for (String field : new String[] {"sub_code", "sub_msg"}) {
      if (!code(field).isEmpty()) {
        reason.append(' ').append(Printable.of(code(field)));
      }
    }
    return reason.toString();
  }

  /** A field as text, or null. */
  String text(String field) {
    JsonNode value = node.get(field);
    return value == null || !value.isTextual() || value.textValue().isEmpty() ? null : value.textValue();
  }

  /** Refuses the genuine answer to another question. @throws Unavailable unless the field is this */
  void requireSame(String field, String expected) {
    if (expected != null && !expected.equals(text(field))) {
      throw new Unavailable("Alipay's answer can't be trusted: " + field + " is another than was asked for", null);
    }
  }

  private AlipayReply requireDecided(String method) {
    boolean busy = code("code").equals("20000") || subCode().endsWith("ACQ.SYSTEM_ERROR")
        || subCode().startsWith("isp.unknow") || subCode().contains("call-limited") || subCode().contains("frequency");
    if (busy) {
      throw new Unavailable("Alipay could not answer " + method + reason(), null);
    }
    return this;
  }

  private String code(String field) {
    String value = text(field);
    return value == null ? "" : value;
  }

  private static JsonNode node(byte[] json) {
    try {
      return StrictJson.object(json, "the answer");
    } catch (Rejected e) {
      throw new Unavailable("Alipay's answer is not readable: " + e.getMessage(), e);
    }
  }

  private static final class Parts {
    private byte[] response;
    private String sign;
  }

  private static Parts parts(byte[] body, String name) {
    Parts parts = new Parts();
    try (JsonParser parser = StrictJson.MAPPER.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return parts;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.START_OBJECT && (field.equals(name) || field.equals("error_response"))) {
          int from = (int) parser.currentTokenLocation().getByteOffset();
          parser.skipChildren();
          parts.response = Arrays.copyOfRange(body, from, (int) parser.currentLocation().getByteOffset());
        } else if (field.equals("sign") && value == JsonToken.VALUE_STRING) {
          parts.sign = parser.getText();
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      parts.response = null;
    }
    return parts;
  }
}
