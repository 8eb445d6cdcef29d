package io.paywatt.hub.http;

import java.nio.charset.StandardCharsets;
import io.paywatt.ledger.payment.TopupStart;
import io.paywatt.ledger.payment.Topups;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.user.Caller;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;

/** Begin and end of an order on its route. Bean {@code topupDoor}. */
public final class TopupDoor {
  private final Topups topups;

  public TopupDoor(Topups topups) {
    this.topups = topups;
  }

  /** Keeps the order and puts it into the body for the provider's step; an order opened before skips that step. */
  public void begin(Exchange exchange) {
    Message message = exchange.getMessage();
    Caller caller = exchange.getVariable(ApiDoor.CALLER, Caller.class);
    TopupStart start = topups.begin(message.getHeader("Idempotency-Key", String.class), message.getBody(byte[].class),
        caller.scope());
    exchange.setVariable("topup", start);
    exchange.setVariable("provider", start.fresh() ? start.provider() : "none");
    message.removeHeaders("*");
    message.setBody(Json.write(start).getBytes(StandardCharsets.UTF_8));
  }

  /** The order was not opened: the same key may try again at once. */
  public void fail(Exchange exchange) {
    Exception cause = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Exception.class);
    topups.fail(exchange.getVariable("topup", TopupStart.class).id(), cause.getMessage());
  }

  /** Keeps what the provider gave for the payer's client, and answers: 201 new, 200 the same again. */
  public void finish(Exchange exchange) {
    TopupStart start = exchange.getVariable("topup", TopupStart.class);
    Message message = exchange.getMessage();
    String client = message.getBody(String.class);
    message.removeHeaders("*");
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, start.fresh() ? 201 : 200);
    message.setBody(start.fresh() ? topups.finish(start.id(), client) : start.response());
  }
}
