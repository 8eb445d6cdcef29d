package io.paywatt.adapter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.notice.OutgoingNotice;
import org.apache.camel.Exchange;

/**
 * A channel on which a notice is one HTTP call. Its kamelet calls {@link #prepare}, the HTTP step, then {@link #result}, or
 * {@link #noResult} when the connection failed. Safe for many threads.
 */
public abstract class HttpChannel {
  private static final String NOTICE = "PayWattNotice";
  private static final int TOO_MANY = 429;
  private static final int LONGEST_WAIT = 86_400;

  private final String provider;

  /** @param provider name in results and receipts: aliyun, fcm, ... */
  protected HttpChannel(String provider) {
    this.provider = provider;
  }

  /** A POST. @param query encoded, or null @param body null for none */
  public record Call(String url, String query, Map<String, String> headers, byte[] body) {
    /** With JSON. */
    public static Call json(String url, String query, Map<String, String> headers, JsonNode body) {
      Map<String, String> all = new HashMap<>(headers);
      all.put("Content-Type", "application/json");
      return new Call(url, query, all, body.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * The call that sends the notice.
   *
   * @throws Rejected 422 a notice that will never go out as it is
   * @throws Unavailable when the channel is not configured
   */
  protected abstract Call call(OutgoingNotice notice);

  /** What the answer means. */
  protected abstract SendResult read(OutgoingNotice notice, ProviderCall.Answer answer);

  /** Turns an {@link OutgoingNotice} (or its JSON) into the request. @throws Rejected 400, 422 @throws Unavailable */
  public final void prepare(Exchange exchange) {
    OutgoingNotice notice = OutgoingNotices.of(exchange);
    exchange.setProperty(NOTICE, notice);
    Call call = call(notice);
    ProviderCall.begin(exchange, call.url(), call.query(), call.headers(), call.body());
  }

  /** The outcome, read from the answer. */
  public final SendResult result(Exchange exchange) {
    return read(exchange.getProperty(NOTICE, OutgoingNotice.class), ProviderCall.end(exchange));
  }

  /** The outcome when the connection failed. The message may have gone out: it is sent again rather than never. */
  public final SendResult noResult(Exchange exchange) {
    ProviderCall.restore(exchange);
    return SendResult.refused(exchange.getProperty(NOTICE, OutgoingNotice.class).id(), provider(), true, "no answer");
  }

  /** Name in results and receipts. */
  protected String provider() {
    return provider;
  }

  /** Taken; receipts name it by the reference. */
  protected final SendResult taken(OutgoingNotice notice, String ref, boolean receipts) {
    return SendResult.taken(notice.id(), provider(), ref, receipts ? List.of(ref) : List.of());
  }

  protected final SendResult refused(OutgoingNotice notice, boolean again, String error) {
    return SendResult.refused(notice.id(), provider(), again, error);
  }

  protected final SendResult throttled(OutgoingNotice notice, Duration after, String error) {
    return SendResult.throttled(notice.id(), provider(), after, error);
  }

  protected final SendResult gone(OutgoingNotice notice, String error) {
    return SendResult.gone(notice.id(), provider(), error);
  }

  /**
   * What an HTTP status other than 2xx means when the provider has no words of its own for it: 408, 429 and 5xx are passing.
   */
  protected final SendResult byStatus(OutgoingNotice notice, ProviderCall.Answer answer, String words) {
    String error = "HTTP " + answer.status() + (words.isBlank() ? "" : " " + words);
    int status = answer.status();
    Duration after = retryAfter(answer);
    if (status == TOO_MANY || (status >= 500 && after != null)) {
      return throttled(notice, after, error);
    }
    return refused(notice, status == 0 || status == 408 || status >= 500, error);
  }

  /** The header Retry-After in seconds, at most a day, or null. */
  protected static Duration retryAfter(ProviderCall.Answer answer) {
    String value = answer.headers().getOrDefault("Retry-After", "");
    return value.matches("[0-9]{1,9}") ? Duration.ofSeconds(Math.min(Integer.parseInt(value), LONGEST_WAIT)) : null;
  }

  /** The answer as JSON, empty when it is none. */
  protected static JsonNode json(ProviderCall.Answer answer) {
    try {
      JsonNode tree = StrictJson.MAPPER.readTree(answer.body());
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  /** The settings, when there are any. @throws Unavailable naming the keys: the notice waits until they are set */
  protected static <T> T configured(T settings, String what, String keys) {
    if (settings == null) {
      throw new Unavailable(what + " is not configured: set the keys " + keys, null);
    }
    return settings;
  }

  /** The id of the approved template. @throws Rejected 422 when the notice has none */
  protected static String template(OutgoingNotice notice, String where) {
    if (notice.template() == null || notice.template().isBlank()) {
      throw new Rejected(422, "notice " + notice.id() + " of kind " + notice.kind() + " in " + notice.locale()
          + " has no template id at " + where);
    }
    return notice.template();
  }

  /** The values of the template's variables, in its order. */
  protected static JsonNode variables(OutgoingNotice notice) {
    return StrictJson.object((notice.paramsJson() == null ? "{}" : notice.paramsJson()).getBytes(StandardCharsets.UTF_8),
        "the values of the template");
  }

  /** The phone number, digits with or without a plus. @throws Rejected 422 when it is none */
  protected static String phone(OutgoingNotice notice) {
    String phone = notice.recipient() == null ? "" : notice.recipient().replaceAll("[ ()-]", "");
    if (!phone.matches("\\+?[0-9]{5,15}")) {
      throw new Rejected(422, "notice " + notice.id() + " has no usable phone number (" + OutgoingNotices.masked(phone)
          + ")");
    }
    return phone;
  }
}
