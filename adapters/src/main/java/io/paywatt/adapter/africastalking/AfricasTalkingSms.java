package io.paywatt.adapter.africastalking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import io.paywatt.adapter.FormCall;
import io.paywatt.adapter.Secret;
import io.paywatt.adapter.TextDoor;
import io.paywatt.adapter.WebhookAnswer;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.sms.InboundSms;
import org.apache.camel.Exchange;

/**
 * Africa's Talking's callback for messages, as the kamelet africastalking-sms-source uses it (facts/payments.md 4.3). It is not
 * signed: the address holds a secret, and the caller's address may be looked at. Safe for many threads.
 */
public final class AfricasTalkingSms {
  private static final String DOOR = "africastalking";
  private static final String REMOTE = "CamelVertxPlatformHttpRemoteAddress";

  private final Secret token;
  private final List<String> addresses;
  private final Clock clock;

  /**
   * @param token     last part of the address they call, or {@code file:/path}; null: not configured, every call is answered 404
   * @param addresses callers that are let in, empty: all who know the token
   */
  public AfricasTalkingSms(String token, List<String> addresses, Clock clock) {
    this.token = token == null ? null : Secret.of(token);
    this.addresses = List.copyOf(addresses);
    this.clock = clock;
  }

  /** First step of the source: the normalised message, or an answer: 404 wrong token or caller, 400, 413, 415. */
  public byte[] message(Exchange exchange) {
    return TextDoor.take(exchange, DOOR, this::genuine);
  }

  /** Last step of the source: 200 means stored. */
  public void answer(Exchange exchange) {
    WebhookAnswer.empty(200).on(exchange);
  }

  private InboundSms genuine(Exchange exchange) {
    // the path as the server saw it: a query or form field of that name can't stand in for it
    String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, "", String.class);
    byte[] given = path.substring(path.lastIndexOf('/') + 1).getBytes(StandardCharsets.UTF_8);
    if (token == null || !MessageDigest.isEqual(token.get().getBytes(StandardCharsets.UTF_8), given) || !isLetIn(exchange)) {
      throw new Rejected(404, "no such address, wrong token, or not configured (paywatt.africastalking.token)");
    }
    FormCall form = FormCall.of(exchange, null);
    return new InboundSms(DOOR, form.text("id", 100), form.text("from", 32), form.text("to", 32),
        TextDoor.cut(form.orEmpty("text")), clock.instant());
  }

  private boolean isLetIn(Exchange exchange) {
    String remote = String.valueOf(exchange.getMessage().getHeader(REMOTE));
    return addresses.isEmpty() || addresses.stream().anyMatch(address -> remote.startsWith(address + ":"));
  }
}
