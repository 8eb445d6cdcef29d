package io.paywatt.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as it came over the wire.
 *
 * @param method  as sent
 * @param uri     path and query exactly as sent, percent-encoded: what signatures are made over
 * @param headers by lower-case name; of a repeated header the last value
 * @param body    raw bytes, empty when there was none
 */
public record WireRequest(String method, String uri, Map<String, String> headers, byte[] body) {

  /** The header's value in any case of its name, or an empty string. */
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /** Path without the query, still percent-encoded. */
  public String path() {
    int question = uri.indexOf('?');
    return question < 0 ? uri : uri.substring(0, question);
  }

  /** Decoded query parameters, sorted by name. */
  public TreeMap<String, String> query() {
    int question = uri.indexOf('?');
    return question < 0 ? new TreeMap<>() : form(uri.substring(question + 1));
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Decodes {@code a=b&c=d}. */
  public static TreeMap<String, String> form(String encoded) {
    TreeMap<String, String> values = new TreeMap<>();
    for (String pair : encoded.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        values.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return values;
  }

  private static String decode(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }
}
