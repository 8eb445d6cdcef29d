package io.paywatt.hub.http;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * A call of a route is made once. By itself the client would sleep as long as a provider's Retry-After says, with the thread
 * that sends for everybody else, and then call again; routes and the ledger know better when.
 */
public final class OneTry implements HttpClientConfigurer {
  /** Name it is bound by. */
  public static final String NAME = "one-try";

  @Override
  public void configureHttpClient(HttpClientBuilder client) {
    client.disableAutomaticRetries();
  }
}
