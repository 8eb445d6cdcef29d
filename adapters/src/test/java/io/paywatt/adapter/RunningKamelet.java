package io.paywatt.adapter;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** Camel with the shipped kamelets and an HTTP server on a free port. */
public final class RunningKamelet implements AutoCloseable {
  private final CamelContext context = new DefaultCamelContext();
  private final VertxPlatformHttpServer server;

  /** @param beans by name, as the hub would bind them */
  public RunningKamelet(Map<String, Object> beans, RouteBuilder routes, long maxBodySize) throws Exception {
    beans.forEach(context.getRegistry()::bind);
    context.getComponent("kamelet", KameletComponent.class).setLocation("file:../routes/kamelets");
    // as the hub has it: a call is made once
    context.getComponent("http", HttpComponent.class).setHttpClientConfigurer(HttpClientBuilder::disableAutomaticRetries);
    var configuration = new VertxPlatformHttpServerConfiguration();
    configuration.setBindHost("127.0.0.1");
    configuration.setBindPort(0);
    configuration.setMaxBodySize(maxBodySize);
    // as the hub has it: nothing is kept in the system's folder, which may belong to another user
    configuration.getBodyHandler().setHandleFileUploads(false);
    server = new VertxPlatformHttpServer(configuration);
    context.addService(server);
    context.getRegistry().bind("platform-http-engine", new RawBodyEngine());
    context.addRoutes(routes);
    context.start();
  }

  public int port() {
    return server.getPort();
  }

  public CamelContext context() {
    return context;
  }

  @Override
  public void close() {
    context.stop();
  }
}
