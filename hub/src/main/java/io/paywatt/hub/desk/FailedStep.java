package io.paywatt.hub.desk;

import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;

/** Notes which step failed and where it is written, before the steps of the error handling blur it. */
public final class FailedStep extends SimpleEventNotifierSupport {
  private static final String STEP = "paywatt.failed.step";
  private static final String SOURCE = "paywatt.failed.source";

  @Override
  public boolean isEnabled(CamelEvent event) {
    return event instanceof CamelEvent.ExchangeFailureHandlingEvent;
  }

  @Override
  public void notify(CamelEvent event) {
    Exchange exchange = ((CamelEvent.ExchangeFailureHandlingEvent) event).getExchange();
    exchange.setProperty(STEP, exchange.getExchangeExtension().getHistoryNodeId());
    exchange.setProperty(SOURCE, exchange.getExchangeExtension().getHistoryNodeSource());
  }

  /** Id of the step that failed, or null; of a failure that nobody handles it is the last step. */
  static String step(Exchange exchange) {
    String step = exchange.getProperty(STEP, String.class);
    return step != null ? step : exchange.getExchangeExtension().getHistoryNodeId();
  }

  /** {@code reconcile.camel.yaml:24}, or null. */
  static String location(Exchange exchange) {
    String kept = exchange.getProperty(SOURCE, String.class);
    String source = kept != null ? kept : exchange.getExchangeExtension().getHistoryNodeSource();
    return source == null ? null : source.substring(source.lastIndexOf('/') + 1).replaceFirst("^file:", "");
  }
}
