package io.paywatt.hub.desk;

import java.nio.charset.StandardCharsets;
import io.paywatt.ledger.payment.TopupStart;
import io.paywatt.ledger.payment.Topups;
import io.paywatt.ledger.sms.SmsAct;
import io.paywatt.ledger.sms.SmsDesk;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/** What a route does for a text behind the door. Bean {@code smsActs} of the routes. */
public final class SmsActs {
  private static final String ID = "smsId";

  private final SmsDesk desk;
  private final Topups topups;

  public SmsActs(SmsDesk desk, Topups topups) {
    this.desk = desk;
    this.topups = topups;
  }

  /** Makes the body what the claim or the order takes; the text's number is the key of its order. */
  public void begin(Exchange exchange) {
    SmsAct act = exchange.getMessage().getBody(SmsAct.class);
    exchange.setVariable(ID, act.id());
    exchange.setVariable("act", act.act());
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader("Idempotency-Key", "sms-" + act.id());
    exchange.getMessage().setBody(act.body().getBytes(StandardCharsets.UTF_8));
  }

  /** It is done. */
  public void done(Exchange exchange) {
    TopupStart order = exchange.getVariable("topup", TopupStart.class);
    desk.acted(exchange.getVariable(ID, Long.class), order == null ? null : order.id());
  }

  /** It was not done: later again under the same order, or never. */
  public void failed(Exchange exchange) {
    Throwable cause = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    TopupStart order = exchange.getVariable("topup", TopupStart.class);
    if (order != null) {
      topups.fail(order.id(), cause.getMessage());
    }
    desk.notActed(exchange.getVariable(ID, Long.class), cause);
  }
}
