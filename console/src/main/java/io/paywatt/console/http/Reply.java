package io.paywatt.console.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * A complete answer.
 *
 * @param status      HTTP status
 * @param contentType of the body
 * @param body        the bytes
 * @param headers     further headers
 */
public record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
  /** Media type of JSON answers. */
  public static final String JSON = "application/json";

  /** Status 200 with a value as JSON. */
  public static Reply json(Object value) {
    return json(200, value);
  }

  /** A value as JSON. */
  public static Reply json(int status, Object value) {
    return new Reply(status, JSON, Json.bytes(value), Map.of());
  }

  /** Status 200 with CSV that a browser saves under the file name. */
  public static Reply csv(String fileName, byte[] csv) {
    return file("text/csv; charset=utf-8", fileName, csv);
  }

  /** Status 200 with bytes that a browser saves under the file name. */
  public static Reply file(String contentType, String fileName, byte[] bytes) {
    return new Reply(200, contentType, bytes,
        Map.of("Content-Disposition", "attachment; filename=\"" + fileName + "\""));
  }

  /** Status 200 with plain text. */
  public static Reply text(String text) {
    return new Reply(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** The same answer with one more header. */
  public Reply with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, contentType, body, more);
  }

  /** Writes the answer; nothing of it may be kept by a cache or taken for another type. */
  public void send(HttpServerResponse response) {
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(status).putHeader("Content-Type", contentType)
        .putHeader("X-Content-Type-Options", "nosniff").putHeader("Cache-Control", "no-store");
    headers.forEach(response::putHeader);
    response.end(Buffer.buffer(body));
  }
}
