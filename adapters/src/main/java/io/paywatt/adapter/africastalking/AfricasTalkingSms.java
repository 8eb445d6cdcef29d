package io.paywatt.adapter.africastalking;

import java.time.Clock;
import java.util.List;
import io.paywatt.adapter.FormCall;
import io.paywatt.adapter.SecretPath;
import io.paywatt.adapter.TextDoor;
import io.paywatt.adapter.WebhookAnswer;
import io.paywatt.ledger.sms.InboundSms;
import org.apache.camel.Exchange;

/**
 * Africa's Talking's callback for messages, as the kamelet africastalking-sms-source uses it (facts/payments.md 4.3). It is not
 * signed: the address holds a secret, and the caller's address may be looked at. Safe for many threads.
 */
public final class AfricasTalkingSms {
  private static final String DOOR = "africastalking";

  private final SecretPath door;
  private final Clock clock;

  /**
   * @param token     last part of the address they call, or {@code file:/path}; null: not configured, every call is answered 404
   * @param addresses callers that are let in, empty: all who know the token
   */
  public AfricasTalkingSms(String token, List<String> addresses, Clock clock) {
    this.door = new SecretPath("paywatt.africastalking.token", token, addresses);
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
    door.check(exchange);
    FormCall form = FormCall.of(exchange, null);
    return new InboundSms(DOOR, form.text("id", 100), form.text("from", 32), form.text("to", 32),
        TextDoor.cut(form.orEmpty("text")), clock.instant());
  }
}
