package io.paywatt.simulator.http;

import java.util.LinkedHashMap;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.simulator.Json;

/**
 * An answer as it goes over the wire.
 *
 * @param status  HTTP status, 0 for none: see {@link #silence}
 * @param headers sent in this order and exactly this case
 * @param body    empty for none
 */
public record WireResponse(int status, Map<String, String> headers, byte[] body) {

  /** A JSON answer. */
  public static WireResponse json(int status, JsonNode body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json; charset=utf-8");
    return new WireResponse(status, headers, Json.bytes(body));
  }

  /** An answer without body. */
  public static WireResponse empty(int status) {
    return new WireResponse(status, new LinkedHashMap<>(), new byte[0]);
  }

  /** No answer: the connection is closed. */
  public static WireResponse silence() {
    return empty(0);
  }

  /** The same answer with one header more. */
  public WireResponse with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new WireResponse(status, more, body);
  }
}
