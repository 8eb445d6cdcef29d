package io.paywatt.hub.http;

import io.paywatt.console.http.BearerAuth;
import org.apache.camel.Exchange;

/** Lets only those with the API token into a route that serves the API. Bean {@code apiDoor}. */
public final class ApiDoor {
  private final BearerAuth auth;

  public ApiDoor(BearerAuth auth) {
    this.auth = auth;
  }

  /** @throws io.paywatt.ledger.Rejected with 401 when the token is missing or wrong */
  public void check(Exchange exchange) {
    auth.check(exchange.getMessage().getHeader("Authorization", String.class));
    exchange.getMessage().removeHeader("Authorization");
  }
}
