package io.paywatt.adapter;

import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.notice.Receipt;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the doors for receipts of providers that call by HTTP have in common. */
public final class ReceiptDoor {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiptDoor.class);

  /** Reads and proves a call. */
  @FunctionalInterface
  public interface Reader {
    /** @throws Rejected 400 to 415 when it is not genuine or not readable */
    List<Receipt> read(Exchange exchange);
  }

  private ReceiptDoor() {}

  /**
   * The receipts as {@code direct:receipt-accept} takes them; a call that is refused is answered here and the route ends.
   */
  public static byte[] take(Exchange exchange, String door, Reader reader) {
    try {
      byte[] json = Receipt.toJson(reader.read(exchange));
      WebhookAnswer.clean(exchange);
      exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
      return json;
    } catch (Rejected e) {
      LOG.warn("A receipt of {} is answered {}: {}", door, e.status(), e.getMessage());
      return WebhookAnswer.problem(e.status(), e.getMessage()).insteadOfRoute(exchange);
    }
  }

  /** A code and its words as one reason, or null when there are none. */
  public static String reason(String code, String words) {
    String both = (code + " " + words).strip();
    return both.isEmpty() ? null : Printable.of(both);
  }
}
