package io.paywatt.hub.desk;

import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.DefaultErrorHandlerBuilder;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;

/**
 * Notes which step failed and where it is written, before the steps of the error handling, or the end of the exchange, blur
 * it: by the error handler of all routes that have none of their own, and by the event when one of theirs takes over.
 */
public final class FailedStep extends SimpleEventNotifierSupport implements Processor {
  private static final String STEP = "paywatt.failed.step";
  private static final String SOURCE = "paywatt.failed.source";

  /** Camel's usual error handler, that tells us. */
  public ErrorHandlerFactory errorHandler() {
    return new DefaultErrorHandlerBuilder().onExceptionOccurred(this);
  }

  @Override
  public void process(Exchange exchange) {
    exchange.setProperty(STEP, exchange.getExchangeExtension().getHistoryNodeId());
    exchange.setProperty(SOURCE, exchange.getExchangeExtension().getHistoryNodeSource());
  }

  @Override
  public boolean isEnabled(CamelEvent event) {
    return event instanceof CamelEvent.ExchangeFailureHandlingEvent;
  }

  @Override
  public void notify(CamelEvent event) {
    process(((CamelEvent.ExchangeFailureHandlingEvent) event).getExchange());
  }

  /** Id of the step that failed, or null. */
  static String step(Exchange exchange) {
    return exchange.getProperty(STEP, String.class);
  }

  /** {@code reconcile.camel.yaml:24}, or null. */
  static String location(Exchange exchange) {
    String source = exchange.getProperty(SOURCE, String.class);
    // a file that was saved while the hub ran is known by its name without the ending
    return source == null ? null : source.substring(source.lastIndexOf('/') + 1).replaceFirst("^file:", "")
        .replaceFirst("\\.camel:", ".camel.yaml:");
  }
}
