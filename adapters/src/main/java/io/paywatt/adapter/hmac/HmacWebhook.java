package io.paywatt.adapter.hmac;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.GenuineNotice;
import io.paywatt.adapter.TimeWindow;
import io.paywatt.adapter.WebhookAnswer;
import io.paywatt.adapter.WebhookCall;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.payment.PaymentResult;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean of the kamelet hmac-payment-source, made anew for each use with the kamelet's parameters. Safe for many threads
 * after {@link #init}.
 */
public final class HmacWebhook {
  private static final Logger LOG = LoggerFactory.getLogger(HmacWebhook.class);

  private final Map<String, String> parameters = new HashMap<>();
  private String path;
  private String timestampHeader;
  private String answer;
  private HmacSignature signature;
  private NoticeFields fields;

  /** The kamelet's parameters by name; a missing one is an empty text. Filled before {@link #init}. */
  public Map<String, String> getParameters() {
    return parameters;
  }

  /** Checks the parameters. @throws IllegalArgumentException naming the one that can't be used */
  public void init() {
    path = parameter("path");
    answer = parameter("answer");
    timestampHeader = parameter("timestampHeader");
    String signed = parameter("signed");
    signature = parameter("secret").isBlank() ? null : new HmacSignature(parameter("secret"), parameter("algorithm"),
        parameter("encoding"), parameter("signatureHeader"), parameter("signaturePrefix"), signed);
    if (!timestampHeader.isEmpty() && !signed.contains("{" + timestampHeader + "}")) {
      throw new IllegalArgumentException("timestampHeader is " + timestampHeader + ", so signed must hold {"
          + timestampHeader + "}: a time that is not signed can be made up");
    }
    fields = fields();
  }

  private NoticeFields fields() {
    String unit = parameter("amountUnit");
    if (!unit.equals("minor") && !unit.equals("major")) {
      throw new IllegalArgumentException("amountUnit is '" + unit + "', allowed: minor, major");
    }
    for (String name : List.of("event", "transactionId", "orderId", "meter", "amount", "paidAt")) {
      JsonPointer.compile(parameter(name));
    }
    if (parameter("orderId").isEmpty() && parameter("meter").isEmpty()) {
      throw new IllegalArgumentException("one of orderId and meter is needed, or no payment could be placed");
    }
    String provider = parameter("provider");
    return new NoticeFields(provider.isEmpty() ? path : provider, parameter("event"), parameter("eventValue"),
        parameter("transactionId"), parameter("orderId"), parameter("meter"), parameter("amount"), unit.equals("major"),
        parameter("currency"), parameter("paidAt"));
  }

  private String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /**
   * First step: the normalised payment notice. What is not a genuine payment is answered here and the route ends: 401 not
   * genuine, 400 naming the wrong field, 404 without a secret, 413, 415; a genuine notice of another kind is answered as a payment would be.
   */
  public Object notice(Exchange exchange) {
    try {
      if (signature == null) {
        throw new Rejected(404, "this endpoint is not configured: the secret is empty");
      }
      WebhookCall call = WebhookCall.of(exchange);
      if (!signature.matches(call)) {
        throw new Rejected(401, "the signature does not match");
      }
      if (!timestampHeader.isEmpty()) {
        TimeWindow.require(TimeWindow.seconds(call.require(timestampHeader)), clock(exchange));
      }
      JsonNode notice = NoticeFields.read(call.body());
      if (!fields.isPayment(notice)) {
        LOG.info("{}: a genuine notice that is no payment, nothing done", path);
        return taken().insteadOfRoute(exchange);
      }
      return GenuineNotice.handOn(exchange, GenuineNotice.normalised(fields.payment(notice, call.body())));
    } catch (Rejected e) {
      LOG.warn("{} answered {}: {}", path, e.status(), e.getMessage());
      return WebhookAnswer.problem(e.status(), e.getMessage()).insteadOfRoute(exchange);
    }
  }

  /** Last step: 2xx for money that is in the books, posted or parked; 409 for the same transaction with other content. */
  public void answer(Exchange exchange) {
    if (exchange.getMessage().getBody() instanceof PaymentResult result) {
      boolean conflict = result instanceof PaymentResult.Conflict;
      (conflict ? WebhookAnswer.problem(409, ((PaymentResult.Conflict) result).difference()) : taken()).on(exchange);
    }
  }

  /** The hub's, when it has bound one. */
  private static Clock clock(Exchange exchange) {
    Clock bound = exchange.getContext().getRegistry().findSingleByType(Clock.class);
    return bound == null ? Clock.systemUTC() : bound;
  }

  private WebhookAnswer taken() {
    return answer.isEmpty() ? WebhookAnswer.empty(204)
        : new WebhookAnswer(200, answer.startsWith("{") ? "application/json" : "text/plain",
            answer.getBytes(StandardCharsets.UTF_8));
  }
}
