package io.paywatt.adapter;

import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.sms.InboundSms;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the doors of SMS gateways that call by HTTP have in common. */
public final class TextDoor {
  private static final Logger LOG = LoggerFactory.getLogger(TextDoor.class);

  /** Reads and proves a call. */
  @FunctionalInterface
  public interface Reader {
    /** @throws Rejected 400 to 415 when it is not genuine or not readable */
    InboundSms read(Exchange exchange);
  }

  private TextDoor() {}

  /** The normalised message; a call that is refused is answered here and the route ends. The text is never logged. */
  public static byte[] take(Exchange exchange, String door, Reader reader) {
    try {
      byte[] json = reader.read(exchange).toJson();
      InboundSms.parse(json);
      WebhookAnswer.clean(exchange);
      exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
      return json;
    } catch (Rejected e) {
      LOG.warn("A call of {} is answered {}: {}", door, e.status(), e.getMessage());
      return WebhookAnswer.empty(e.status()).insteadOfRoute(exchange);
    }
  }

  /** At most so many characters of a text that may be longer than is kept. */
  public static String cut(String text) {
    return text.length() <= InboundSms.LONGEST_TEXT ? text : text.substring(0, InboundSms.LONGEST_TEXT);
  }
}
