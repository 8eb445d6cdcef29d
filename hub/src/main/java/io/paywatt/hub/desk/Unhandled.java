package io.paywatt.hub.desk;

import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;

/** Sees every exchange that ends failed, on any route, and hands it to the desk unless it is there already. */
public final class Unhandled extends SimpleEventNotifierSupport {
  private final Failures failures;

  public Unhandled(Failures failures) {
    this.failures = failures;
    setIgnoreExchangeEvents(false);
    setIgnoreExchangeFailedEvents(false);
  }

  @Override
  public boolean isEnabled(CamelEvent event) {
    return event instanceof CamelEvent.ExchangeFailedEvent;
  }

  @Override
  public void notify(CamelEvent event) {
    failures.capture(((CamelEvent.ExchangeFailedEvent) event).getExchange());
  }
}
