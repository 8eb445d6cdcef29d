package io.paywatt.adapter.standard;

import java.time.Clock;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.GenuineNotice;
import io.paywatt.adapter.Rotating;
import io.paywatt.adapter.Secret;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.TimeWindow;
import io.paywatt.adapter.WebhookAnswer;
import io.paywatt.adapter.WebhookCall;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.payment.PaymentNotice;
import io.paywatt.ledger.payment.PaymentResult;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Standard Webhooks as the kamelet standard-payment-source uses it. Safe for many threads. */
public final class StandardWebhooks {
  private static final Logger LOG = LoggerFactory.getLogger(StandardWebhooks.class);
  private static final String JSON = "application/json";

  private final Rotating<StandardSecrets> secrets;
  private final Clock clock;

  /**
   * @param secrets {@code whsec_...}, several separated by blanks or commas while one is replaced, or {@code file:/path} of a
   *                file with them; null or empty when not configured: every call is then answered 404
   * @throws IllegalArgumentException when a secret is misshapen; the message does not hold it
   */
  public StandardWebhooks(String secrets, Clock clock) {
    this.secrets = secrets == null || secrets.isBlank() ? null : Secret.made(secrets, StandardSecrets::new);
    this.clock = clock;
  }

  /**
   * First step of the source: the normalised payment notice. Anything else is answered here and the route ends: 401 not
   * genuine, 400 naming the wrong field, 413, 415, 404 not configured, 204 for a genuine call of another type.
   *
   * @return the normalised notice, or the answer's body
   */
  public Object notice(Exchange exchange) {
    try {
      WebhookCall call = genuine(exchange);
      JsonNode notice = StrictJson.object(call.body(), "the notice");
      String type = StrictJson.text(notice, "type", 128);
      if (!type.equals("payment.succeeded")) {
        return WebhookAnswer.empty(204).insteadOfRoute(exchange);
      }
      PaymentNotice payment = payment(StrictJson.child(notice, "data"), call.body());
      return GenuineNotice.handOn(exchange, GenuineNotice.normalised(payment));
    } catch (Rejected e) {
      LOG.warn("Standard webhook answered {}: {}", e.status(), e.getMessage());
      return WebhookAnswer.problem(e.status(), e.getMessage()).insteadOfRoute(exchange);
    }
  }

  /** Last step of the source: 204 posted now or before, 202 parked, 409 same transaction with other content. */
  public void answer(Exchange exchange) {
    if (exchange.getMessage().getBody() instanceof PaymentResult result) {
      answerTo(result).on(exchange);
    }
  }

  private WebhookCall genuine(Exchange exchange) {
    if (secrets == null) {
      throw new Rejected(404, "this endpoint is not configured: set the key paywatt.standard.secret");
    }
    WebhookCall call = WebhookCall.of(exchange);
    String id = call.require("webhook-id");
    long seconds = TimeWindow.seconds(call.require("webhook-timestamp"));
    if (!secrets.get().signed(id, seconds, call.body(), call.require("webhook-signature"))) {
      throw new Rejected(401, "the signature does not match");
    }
    TimeWindow.require(seconds, clock);
    return call;
  }

  private static PaymentNotice payment(JsonNode data, byte[] raw) {
    return new PaymentNotice("standard", StrictJson.text(data, "transactionId", 128),
        StrictJson.optionalText(data, "orderId", 64), StrictJson.optionalText(data, "meter", 64),
        new Money(StrictJson.amount(data, "amount"), StrictJson.currency(data, "currency")),
        StrictJson.time(data, "paidAt"), null, raw);
  }

  private static WebhookAnswer answerTo(PaymentResult result) {
    if (result instanceof PaymentResult.Conflict conflict) {
      return WebhookAnswer.problem(409, conflict.difference());
    }
    boolean parked = result instanceof PaymentResult.Parked
        || result instanceof PaymentResult.Duplicate again && "parked".equals(again.first());
    return parked ? WebhookAnswer.json(202, JSON, "{\"outcome\":\"parked\"}") : WebhookAnswer.empty(204);
  }
}
