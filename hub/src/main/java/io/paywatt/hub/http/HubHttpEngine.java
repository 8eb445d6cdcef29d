package io.paywatt.hub.http;

import io.paywatt.adapter.RawBodyEngine;

/**
 * The HTTP engine of the hub's own port. Camel looks for the single HTTP server there is; beside the management server
 * there are two, and it would fall back to 8080.
 */
public final class HubHttpEngine extends RawBodyEngine {
  private final int port;

  public HubHttpEngine(int port) {
    this.port = port;
  }

  @Override
  public int getServerPort() {
    return port;
  }
}
