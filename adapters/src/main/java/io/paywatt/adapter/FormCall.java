package io.paywatt.adapter;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import io.paywatt.ledger.Rejected;
import org.apache.camel.Exchange;

/**
 * A call with a form, decoded once by the HTTP server. A name that comes twice is refused: the signer and a reader might take
 * different ones of the two. Messages name the field, not its value.
 */
public final class FormCall {
  private static final String TYPE = "application/x-www-form-urlencoded";

  private final SortedMap<String, String> fields;
  private final String signature;

  private FormCall(SortedMap<String, String> fields, String signature) {
    this.fields = fields;
    this.signature = signature;
  }

  /**
   * The call an exchange holds.
   *
   * @param signatureHeader name of the header with the signature, or null: there is none
   * @throws Rejected 400 no fields or one twice, 401 no signature or two, 415 another content type
   */
  public static FormCall of(Exchange exchange, String signatureHeader) {
    String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, "", String.class);
    if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(TYPE)) {
      throw new Rejected(415, "Content-Type must be " + TYPE);
    }
    if (!(exchange.getMessage().getBody() instanceof Map<?, ?> form)) {
      throw new Rejected(400, "the form is empty");
    }
    return new FormCall(fields(form), signatureHeader == null ? null : signature(exchange, signatureHeader));
  }

  private static SortedMap<String, String> fields(Map<?, ?> form) {
    SortedMap<String, String> fields = new TreeMap<>();
    form.forEach((name, value) -> {
      if (!(value instanceof String text)) {
        throw new Rejected(400, "a field of the form comes twice");
      }
      fields.put(name.toString(), text);
    });
    return fields;
  }

  private static String signature(Exchange exchange, String header) {
    if (exchange.getMessage().getHeader(header) instanceof String signature && !signature.isBlank()) {
      return signature;
    }
    throw new Rejected(401, "header " + header + " must be there once");
  }

  /** All fields in the order of their names. */
  public SortedMap<String, String> fields() {
    return fields;
  }

  /** What the header held. */
  public String signature() {
    return signature;
  }

  /** Text of 1 to max characters. @throws Rejected 400 when it is not */
  public String text(String name, int max) {
    String value = fields.get(name);
    if (value == null || value.isBlank() || value.length() > max) {
      throw new Rejected(400, name + (value == null ? " is missing" : " does not fit") + ": text of 1 to " + max + " characters");
    }
    return value;
  }

  /** The field, empty when it is absent. */
  public String orEmpty(String name) {
    return fields.getOrDefault(name, "");
  }
}
