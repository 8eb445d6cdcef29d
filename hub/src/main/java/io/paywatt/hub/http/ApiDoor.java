package io.paywatt.hub.http;

import io.paywatt.console.http.Guard;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.user.Caller;
import io.vertx.ext.auth.User;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;

/** Lets only those whom the API let in into a route that serves a part of it. Bean {@code apiDoor}. */
public final class ApiDoor {
  /** Variable of the exchange with who asks. */
  public static final String CALLER = "caller";

  /** @throws Rejected with 401 when the call did not come through the API */
  public void check(Exchange exchange) {
    Caller caller = Guard.caller(exchange.getMessage().getHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER, User.class));
    if (caller == null) {
      throw new Rejected(401, "Header Authorization is missing, allowed is: Bearer <token>");
    }
    exchange.setVariable(CALLER, caller);
    exchange.getMessage().removeHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER);
    exchange.getMessage().removeHeader("Authorization");
  }
}
