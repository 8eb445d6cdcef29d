package io.paywatt.adapter.twilio;

import java.time.Clock;
import io.paywatt.adapter.FormCall;
import io.paywatt.adapter.Secret;
import io.paywatt.adapter.TextDoor;
import io.paywatt.adapter.WebhookAnswer;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.sms.InboundSms;
import org.apache.camel.Exchange;

/** Twilio's webhook for messages, as the kamelet twilio-sms-source uses it (facts/payments.md 4.3). Safe for many threads. */
public final class TwilioSms {
  private static final String DOOR = "twilio";

  private final TwilioSignature signature;
  private final Clock clock;

  /**
   * @param authToken of the account, or {@code file:/path}
   * @param publicUrl exactly what Twilio calls: scheme, host, path, query; one of the two null: every call is answered 404
   */
  public TwilioSms(String authToken, String publicUrl, Clock clock) {
    this.signature = authToken == null || publicUrl == null ? null : new TwilioSignature(Secret.of(authToken), publicUrl);
    this.clock = clock;
  }

  /**
   * First step of the source: the normalised message. A call that is not genuine is answered here: 401 signature, 400 naming
   * the field, 404 not configured, 413, 415.
   */
  public byte[] message(Exchange exchange) {
    return TextDoor.take(exchange, DOOR, this::genuine);
  }

  /** Last step of the source: no answer from Twilio itself, ours goes its own way. */
  public void answer(Exchange exchange) {
    new WebhookAnswer(200, "text/xml", "<Response/>".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).on(exchange);
  }

  private InboundSms genuine(Exchange exchange) {
    if (signature == null) {
      throw new Rejected(404, "this endpoint is not configured: set the keys paywatt.twilio.auth-token and .public-url");
    }
    FormCall form = FormCall.of(exchange, "X-Twilio-Signature");
    if (!signature.matches(form.fields(), form.signature())) {
      throw new Rejected(401, "the signature does not match; is paywatt.twilio.public-url exactly what Twilio calls?");
    }
    return new InboundSms(DOOR, form.text("MessageSid", 100), form.text("From", 32), form.text("To", 32),
        TextDoor.cut(form.orEmpty("Body")), clock.instant());
  }
}
