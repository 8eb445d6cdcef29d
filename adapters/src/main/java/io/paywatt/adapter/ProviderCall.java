package io.paywatt.adapter;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * One call to a provider from inside a route, sent by the HTTP step between {@link #begin} and {@link #end}. The route's own
 * headers are set aside meanwhile, so that nothing of them leaks to the provider, and nothing of the provider's call
 * (signature, key id) stays behind on the exchange.
 */
public final class ProviderCall {
  private static final String SET_ASIDE = "PayWattHeadersSetAside";

  private ProviderCall() {}

  /**
   * The provider's answer.
   *
   * @param status  HTTP status, 0 when it did not answer
   * @param headers text headers by name, any case
   * @param body    empty when there is none
   */
  public record Answer(int status, Map<String, String> headers, byte[] body) {}

  /** Prepares the exchange for a POST by the HTTP step. @param body null for an empty one */
  public static void begin(Exchange exchange, String url, String query, Map<String, String> headers, byte[] body) {
    begin(exchange, "POST", url, query, headers, body);
  }

  /** Prepares the exchange for the HTTP step. @param query without the question mark, null for none @param body null for none */
  public static void begin(Exchange exchange, String method, String url, String query, Map<String, String> headers,
      byte[] body) {
    Message message = exchange.getMessage();
    exchange.setProperty(SET_ASIDE, Map.copyOf(withoutNulls(message.getHeaders())));
    WebhookAnswer.clean(exchange);
    headers.forEach(message::setHeader);
    message.setHeader(Exchange.HTTP_METHOD, method);
    message.setHeader(Exchange.HTTP_URI, url);
    if (query != null) {
      message.setHeader(Exchange.HTTP_QUERY, query);
    }
    message.setBody(body);
  }

  /** Reads the answer and gives the route its headers back. */
  public static Answer end(Exchange exchange) {
    Message message = exchange.getMessage();
    Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    message.getHeaders().forEach((name, value) -> {
      if (value instanceof String text) {
        headers.put(name, text);
      }
    });
    byte[] body = message.getBody(byte[].class);
    restore(exchange);
    return new Answer(status == null ? 0 : status, headers, body == null ? new byte[0] : body);
  }

  /**
   * An answer that is read while it comes in, for one too large for memory.
   *
   * @param status HTTP status, 0 when it did not answer
   * @param body   to be read once; never null
   */
  public record Download(int status, InputStream body) implements Closeable {
    private static final int MOST_OF_A_REFUSAL = 64 * 1024;

    /** A refusal as any other answer; of a longer one the beginning. */
    public Answer answer() throws IOException {
      return new Answer(status, Map.of(), body.readNBytes(MOST_OF_A_REFUSAL));
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  /** As {@link #end} for a large answer; the HTTP step needs {@code disableStreamCache=true}. */
  public static Download download(Exchange exchange) {
    Message message = exchange.getMessage();
    Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    InputStream body = message.getBody(InputStream.class);
    restore(exchange);
    return new Download(status == null ? 0 : status, body == null ? InputStream.nullInputStream() : body);
  }

  /** Gives the route its headers back when there is no answer. */
  public static void restore(Exchange exchange) {
    WebhookAnswer.clean(exchange);
    Object aside = exchange.removeProperty(SET_ASIDE);
    if (aside instanceof Map<?, ?> headers) {
      headers.forEach((name, value) -> exchange.getMessage().setHeader((String) name, value));
    }
  }

  private static Map<String, Object> withoutNulls(Map<String, Object> headers) {
    Map<String, Object> kept = new TreeMap<>(headers);
    kept.values().removeIf(java.util.Objects::isNull);
    return kept;
  }
}
