package org.apache.camel.component.platform.http.vertx;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;

/** Opens to the consumer of our engine how Camel writes an answer, which Camel keeps to this package. */
public final class HttpAnswer {
  private HttpAnswer() {}

  /** Writes what the exchange holds. */
  public static Future<Void> write(RoutingContext call, Exchange exchange, PlatformHttpEndpoint endpoint) {
    return VertxPlatformHttpSupport.writeResponse(call, exchange, endpoint.getHeaderFilterStrategy(),
        endpoint.isMuteException());
  }
}
