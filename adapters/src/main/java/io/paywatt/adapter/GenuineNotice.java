package io.paywatt.adapter;

import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.payment.PaymentNotice;
import org.apache.camel.Exchange;

/** The last look at a notice before it leaves an adapter. */
public final class GenuineNotice {
  private static final String NOT_OURS = "PayWattNoticeNotOurs";

  private GenuineNotice() {}

  /**
   * The notice as {@code direct:payment-accept} takes it; whoever asks the body for text or bytes gets its JSON.
   *
   * @throws Rejected 400 when the ledger would not read it: the provider hears at once which field it is
   */
  public static PaymentNotice normalised(PaymentNotice notice) {
    try {
      return notice.checked();
    } catch (Rejected e) {
      throw new Rejected(400, e.getMessage());
    }
  }

  /** As {@link #normalised(PaymentNotice)}, and the exchange remembers whether somebody else was paid. */
  public static PaymentNotice normalised(PaymentNotice notice, Exchange exchange) {
    exchange.setProperty(NOT_OURS, notice.mismatch() != null);
    return normalised(notice);
  }

  /** Leaves of the call nothing but what was proven. @param kind payment or refund: the variable that the route looks at */
  public static <T> T handOn(Exchange exchange, String kind, T notice) {
    exchange.setVariable("kind", kind);
    return handOn(exchange, notice);
  }

  /** As {@link #handOn(Exchange, String, Object)}, of a provider that tells of payments alone. */
  public static <T> T handOn(Exchange exchange, T notice) {
    WebhookAnswer.clean(exchange);
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
    return notice;
  }

  /** Somebody else was paid: it is parked and a person was told; the provider hears that this is not the place for it. */
  public static boolean isNotOurs(Exchange exchange) {
    return exchange.getProperty(NOT_OURS, false, Boolean.class);
  }
}
