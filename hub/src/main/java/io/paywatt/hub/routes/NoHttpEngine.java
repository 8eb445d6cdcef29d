package io.paywatt.hub.routes;

import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.support.DefaultConsumer;

/** Stands in for the HTTP server in a trial: opens no port. */
final class NoHttpEngine implements PlatformHttpEngine {
  @Override
  public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
    return new NoConsumer(endpoint, processor);
  }

  @Override
  public int getServerPort() {
    return 0;
  }

  private static final class NoConsumer extends DefaultConsumer implements PlatformHttpConsumer {
    NoConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
      super(endpoint, processor);
    }

    @Override
    public PlatformHttpEndpoint getEndpoint() {
      return (PlatformHttpEndpoint) super.getEndpoint();
    }
  }
}
