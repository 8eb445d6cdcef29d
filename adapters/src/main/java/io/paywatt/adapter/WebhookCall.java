package io.paywatt.adapter;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.Rejected;
import org.apache.camel.Exchange;

/**
 * A provider's call as it came: single-valued headers by name (any case), and the body byte for byte, because every
 * signature is over the raw bytes.
 */
public final class WebhookCall {
  /** Largest body taken, in bytes. Real notices have about one thousand. */
  public static final int MAX_BODY = 64 * 1024;

  private final Map<String, String> headers;
  private final byte[] body;

  public WebhookCall(Map<String, String> headers, byte[] body) {
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.headers.putAll(headers);
    this.body = body;
  }

  /** A call that must be application/json. @throws Rejected 400 no body, 413 too large, 415 another content type */
  public static WebhookCall of(Exchange exchange) {
    return of(exchange, "application/json");
  }

  /**
   * The call an exchange holds. A header that came twice is left out: which of the two was signed is unknown.
   *
   * @param contentType the one type this provider sends, lower case, without parameters
   * @throws Rejected 400 no body, 413 body over {@link #MAX_BODY}, 415 another content type
   */
  public static WebhookCall of(Exchange exchange, String contentType) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getMessage().getHeaders().forEach((name, value) -> {
      if (value instanceof String text) {
        headers.put(name, text);
      }
    });
    requireType(headers.get("Content-Type"), contentType);
    byte[] body = exchange.getMessage().getBody(byte[].class);
    if (body == null || body.length == 0) {
      throw new Rejected(400, "the body is empty");
    }
    if (body.length > MAX_BODY) {
      throw new Rejected(413, "the body has " + body.length + " bytes, at most " + MAX_BODY + " are taken");
    }
    return new WebhookCall(headers, body);
  }

  private static void requireType(String sent, String wanted) {
    String type = sent == null ? "" : sent.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!type.equals(wanted)) {
      throw new Rejected(415, "Content-Type must be " + wanted);
    }
  }

  /** @throws Rejected 401 when it is not there: a call without it can't be proven genuine */
  public String require(String name) {
    String value = headers.get(name);
    if (value == null || value.isBlank()) {
      throw new Rejected(401, "header " + name + " must be there once");
    }
    return value;
  }

  /** The raw body. */
  public byte[] body() {
    return body;
  }
}
