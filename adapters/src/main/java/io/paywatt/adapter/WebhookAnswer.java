package io.paywatt.adapter;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;

/**
 * What a provider is told.
 *
 * @param status      HTTP status
 * @param contentType of the body, or null
 * @param body        empty for none
 */
public record WebhookAnswer(int status, String contentType, byte[] body) {
  /** The same words as the API's. */
  private static final Map<Integer, Kind> KINDS = Map.of(401, new Kind("unauthorized", "Not genuine"),
      404, new Kind("not-found", "Not configured"), 409, new Kind("conflict", "Conflict"),
      413, new Kind("body-too-large", "Too large"), 415, new Kind("content-type", "Wrong content type"));

  private record Kind(String word, String title) {}

  /** Without a body. */
  public static WebhookAnswer empty(int status) {
    return new WebhookAnswer(status, null, new byte[0]);
  }

  /** With a JSON body. */
  public static WebhookAnswer json(int status, String contentType, String json) {
    return new WebhookAnswer(status, contentType, json.getBytes(StandardCharsets.UTF_8));
  }

  /** A problem document (RFC 9457). */
  public static WebhookAnswer problem(int status, String detail) {
    Kind kind = KINDS.getOrDefault(status, new Kind("bad-request", "Not readable"));
    return json(status, "application/problem+json", StrictJson.MAPPER.createObjectNode()
        .put("type", "urn:paywatt:problem:" + kind.word).put("title", kind.title).put("status", status)
        .put("detail", detail).toString());
  }

  /** Puts the answer on the exchange; the caller's own headers don't go back to it. @return the body, null for none */
  public byte[] on(Exchange exchange) {
    clean(exchange);
    Message message = exchange.getMessage();
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    if (contentType != null) {
      message.setHeader(Exchange.CONTENT_TYPE, contentType);
    }
    // no body ends the answer at once, an empty one is pumped like a file
    byte[] sent = body.length == 0 ? null : body;
    message.setBody(sent);
    return sent;
  }

  /** As {@link #on}, and the route ends here: nothing behind the adapter sees the call. */
  public byte[] insteadOfRoute(Exchange exchange) {
    exchange.setRouteStop(true);
    return on(exchange);
  }

  /** Takes everything off the exchange that came unsigned with the call. */
  public static void clean(Exchange exchange) {
    exchange.getMessage().removeHeaders("*");
    exchange.removeProperty(ExchangePropertyKey.CHARSET_NAME);
  }
}
