package io.paywatt.hub.desk;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Remembers what a message looked like when it entered each route, so that a failed one can be kept and replayed as it
 * came, whatever the steps before the failure made of it; and which version of the route it entered.
 */
public final class EntryMemory extends RoutePolicySupport implements RoutePolicyFactory {
  private static final String PROPERTY = "paywatt.entry.";

  private final RouteVersions versions;

  public EntryMemory(RouteVersions versions) {
    this.versions = versions;
  }

  /** What entered a route. */
  public record Entry(Object body, Map<String, Object> headers) {}

  @Override
  public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
    return this;
  }

  @Override
  public void onInit(Route route) {
    versions.started(route);
  }

  @Override
  public void onExchangeBegin(Route route, Exchange exchange) {
    exchange.setProperty(PROPERTY + route.getRouteId(),
        new Entry(exchange.getMessage().getBody(), new HashMap<>(exchange.getMessage().getHeaders())));
  }

  /** Whether the exchange came into that route. */
  static boolean entered(Exchange exchange, String routeId) {
    return exchange.getProperty(PROPERTY + routeId) != null;
  }

  /** What entered that route; the message as it is now when the route is not known. */
  static Entry of(Exchange exchange, String routeId) {
    Entry entry = exchange.getProperty(PROPERTY + routeId, Entry.class);
    return entry != null ? entry : new Entry(exchange.getMessage().getBody(), exchange.getMessage().getHeaders());
  }
}
