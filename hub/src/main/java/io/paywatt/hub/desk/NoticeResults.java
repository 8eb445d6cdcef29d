package io.paywatt.hub.desk;

import io.paywatt.adapter.SendResult;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.notice.NoticeDesk;
import io.paywatt.ledger.notice.OutgoingNotice;
import io.paywatt.ledger.notice.Refusal;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.InvalidPayloadException;

/** Notes what a channel said about a message. Bean {@code noticeResults} of the routes. */
public final class NoticeResults {
  private final NoticeDesk desk;
  private final String fallback;

  /** @param fallback provider that takes SMS while the first one is down, or null */
  public NoticeResults(NoticeDesk desk, String fallback) {
    this.desk = desk;
    this.fallback = fallback;
  }

  /** For the circuit breaker. @throws Unavailable when the provider is down; what it says of the message alone is an answer */
  public void check(Exchange exchange) throws InvalidPayloadException {
    SendResult result = exchange.getMessage().getMandatoryBody(SendResult.class);
    if (!result.sent() && result.again() && result.after() == null) {
      throw new Unavailable(result.provider() + ": " + result.error(), null);
    }
  }

  /** The message that the first provider did not take, for the second one. */
  public void second(Exchange exchange) {
    OutgoingNotice notice = exchange.getVariable("notice", OutgoingNotice.class);
    exchange.getMessage().setBody(desk.forProvider(notice, fallback));
  }

  /** The channel answered: taken, or refused for now or for good. */
  public void ended(Exchange exchange) throws InvalidPayloadException {
    SendResult result = exchange.getMessage().getMandatoryBody(SendResult.class);
    if (result.sent()) {
      desk.sent(result.id(), result.provider(), result.ref(), result.receipts());
    } else {
      desk.notSent(result.id(), result.provider(),
          new Refusal(result.error(), result.again(), result.after(), result.gone()));
    }
  }

  /** The channel did not answer: later again. A message that is wrong in itself (no template, no number) stays wrong. */
  public void failed(Exchange exchange) {
    Throwable cause = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    desk.notSent(exchange.getVariable("noticeId", Long.class), cause.getMessage(), !(cause instanceof Rejected));
  }
}
