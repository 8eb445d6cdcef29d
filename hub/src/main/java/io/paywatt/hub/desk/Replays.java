package io.paywatt.hub.desk;

import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.failed.ReplayItem;
import io.paywatt.ledger.payment.PaymentResult;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/** Sends a failed message through its door again and notes what became of it. Bean {@code replays} of the routes. */
public final class Replays {
  private final FailedDesk desk;

  public Replays(FailedDesk desk) {
    this.desk = desk;
  }

  /** Makes the exchange what it was when it entered the route that failed. */
  public void prepare(Exchange exchange) {
    ReplayItem item = exchange.getMessage().getBody(ReplayItem.class);
    exchange.setVariable("replayId", item.id());
    exchange.setVariable("replayTo", item.replayTo());
    exchange.getMessage().setBody(item.body());
    exchange.getMessage().removeHeaders("*");
    item.headers().forEach(exchange.getMessage()::setHeader);
    if (item.contentType() != null) {
      exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, item.contentType());
    }
  }

  /** It went through, or was parked as a new item of its own. */
  public void ended(Exchange exchange) {
    Long parkedAs = exchange.getVariable(Failures.PARKED_AS, Long.class);
    long id = exchange.getVariable("replayId", Long.class);
    if (parkedAs != null) {
      desk.replayed(id, "failed again, kept as " + parkedAs);
      return;
    }
    Object body = exchange.getMessage().getBody();
    desk.replayed(id, body instanceof PaymentResult result ? result.outcome() : "done");
  }

  /** It failed for good. */
  public void failed(Exchange exchange) {
    desk.failedAgain(exchange.getVariable("replayId", Long.class),
        exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class));
  }
}
