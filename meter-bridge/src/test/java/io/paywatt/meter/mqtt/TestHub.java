package io.paywatt.meter.mqtt;

import java.util.List;
import io.paywatt.meter.codec.MeterCodecs;
import io.paywatt.meter.topic.MeterMessage;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;

/** A Camel context with one route from {@code meter:}. Closing it stops the route as the hub does. */
final class TestHub implements AutoCloseable {
  static final String ROUTE = "reading-receive";

  /** The steps of the route. */
  interface Steps {
    void add(RouteDefinition route) throws Exception;
  }

  final CamelContext context = new DefaultCamelContext();
  final String prefix;

  private TestHub(TestBroker broker, String prefix) {
    this.prefix = prefix;
    MeterComponent component = new MeterComponent();
    component.getConfiguration().setBrokerUrl(broker.url());
    component.getConfiguration().setUsername(broker.user());
    component.getConfiguration().setPassword(broker.password());
    component.getConfiguration().setPrefix(prefix);
    component.getConfiguration().setNode("hub-" + prefix);
    context.addComponent("meter", component);
    context.getRegistry().bind("meterCodec", new MeterCodecs(prefix));
    context.getShutdownStrategy().setTimeout(20);
  }

  static TestHub start(TestBroker broker, String prefix, String uri, Processor step) throws Exception {
    return startRoute(broker, prefix, uri, route -> route.process(step));
  }

  static TestHub startRoute(TestBroker broker, String prefix, String uri, Steps steps) throws Exception {
    TestHub hub = new TestHub(broker, prefix);
    hub.context.addRoutes(new RouteBuilder() {
      @Override
      public void configure() throws Exception {
        RouteDefinition route = from(uri).routeId(ROUTE).errorHandler(noErrorHandler());
        steps.add(route);
      }
    });
    hub.context.start();
    return hub;
  }

  MeterConsumer consumer() {
    return (MeterConsumer) context.getRoute(ROUTE).getConsumer();
  }

  @SuppressWarnings("unchecked")
  static List<MeterMessage> batch(Exchange exchange) {
    return exchange.getMessage().getBody(List.class);
  }

  @Override
  public void close() {
    context.stop();
  }
}
