package io.paywatt.adapter.alipay;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import io.paywatt.adapter.Printable;
import io.paywatt.ledger.Rejected;

/**
 * A notice's form, decoded exactly once, in UTF-8 only. A name that comes twice is refused: the signer and a reader might take
 * different ones of the two. Every method throws {@link Rejected} 400 whose message names the field.
 */
final class AlipayForm {
  private static final int MOST_FIELDS = 200;

  private final Map<String, String> fields;

  private AlipayForm(Map<String, String> fields) {
    this.fields = fields;
  }

  static AlipayForm parse(byte[] body) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : ascii(body).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new Rejected(400, "the form must be name=value pairs joined by &");
      }
      String name = decode(pair.substring(0, equals));
      if (fields.put(name, decode(pair.substring(equals + 1))) != null) {
        throw new Rejected(400, Printable.of(name) + " comes twice");
      }
      if (fields.size() > MOST_FIELDS) {
        throw new Rejected(400, "the form has more than " + MOST_FIELDS + " fields");
      }
    }
    return new AlipayForm(fields);
  }

  /** All fields as decoded. */
  Map<String, String> fields() {
    return fields;
  }

  /** The field, or null when it is absent or empty: Alipay does not sign empty ones. */
  String optional(String name) {
    String value = fields.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /** Text of 1 to max characters. */
  String text(String name, int max) {
    String value = optional(name);
    if (value == null || value.isBlank() || value.length() > max) {
      throw new Rejected(400, name + (value == null ? " is missing" : " is " + Printable.of(value)) + ": text of 1 to " + max
          + " characters");
    }
    return value;
  }

  private static String ascii(byte[] body) {
    for (byte b : body) {
      if (b <= ' ') {
        throw new Rejected(400, "the form must be percent-encoded: printable ASCII only");
      }
    }
    return new String(body, StandardCharsets.US_ASCII);
  }

  private static String decode(String encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        bytes.write(hex(encoded, i + 1) << 4 | hex(encoded, i + 2));
        i += 2;
      } else {
        bytes.write(c == '+' ? ' ' : c);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw new Rejected(400, "the form must be percent-encoded UTF-8");
    }
  }

  private static int hex(String encoded, int at) {
    int digit = at < encoded.length() ? Character.digit(encoded.charAt(at), 16) : -1;
    if (digit < 0) {
      throw new Rejected(400, "the form must be percent-encoded: % and two hexadecimal digits");
    }
    return digit;
  }
}
