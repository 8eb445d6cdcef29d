package io.paywatt.hub.desk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.failed.FailedMessage;
import io.paywatt.ledger.payment.PaymentResult;
import io.paywatt.meter.codec.MalformedMessage;
import io.paywatt.meter.codec.MeterCodecs;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what failed on a route on the desk, with route, step and file:line. Bean {@code failures} of the routes. */
public final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  /** Variable with the number of the item that this exchange left on the desk. */
  static final String PARKED_AS = "parkedAs";

  private final FailedDesk desk;

  public Failures(FailedDesk desk) {
    this.desk = desk;
  }

  /**
   * Keeps the failed message. The body of the exchange becomes null: the step after this one sees that nothing was done.
   *
   * @throws RuntimeException when it can't be kept; then the exchange fails and nobody is told that all is well
   */
  public void park(Exchange exchange) {
    String routeId = exchange.getProperty(ExchangePropertyKey.FAILURE_ROUTE_ID, String.class);
    keep(exchange, routeId, door(exchange.getContext().getRoute(routeId)));
    exchange.getMessage().setBody(null);
  }

  /**
   * Keeps a genuine payment that failed behind a door without error handling of its own; the provider is told that it is
   * parked. A call that had not come to the door is no payment yet, and fails.
   *
   * @param door name of the direct: door and of the route behind it
   */
  public void parkPayment(Exchange exchange, String door) throws Exception {
    if (!EntryMemory.entered(exchange, door)) {
      throw exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Exception.class);
    }
    long id = keep(exchange, door, door);
    exchange.getMessage().setBody(new PaymentResult.Parked(0, "on the desk as message " + id));
  }

  private long keep(Exchange exchange, String routeId, String door) {
    Throwable cause = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    EntryMemory.Entry entry = EntryMemory.of(exchange, routeId);
    long id = desk.park(new FailedMessage(routeId, FailedStep.step(exchange), FailedStep.location(exchange), door,
        contentType(entry), texts(entry.headers()), Bodies.bytes(exchange, entry.body()), cause));
    LOG.warn("Message {} of route {} is on the desk: {}", id, routeId, cause.getMessage());
    exchange.setVariable(PARKED_AS, id);
    return id;
  }

  /**
   * One item for each message that a codec could not read; the rest of the batch goes on.
   *
   * @param door the direct: door that takes it again
   */
  public void parkMalformed(Exchange exchange, String door) {
    @SuppressWarnings("unchecked")
    List<MalformedMessage> malformed = exchange.getProperty(MeterCodecs.MALFORMED, List.class);
    if (malformed == null) {
      return;
    }
    for (MalformedMessage message : malformed) {
      exchange.setVariable(PARKED_AS, desk.park(new FailedMessage(door, null, null, door, "application/octet-stream",
          Map.of("CamelMqttTopic", message.topic()), message.payload(), new Rejected(422, message.reason()))));
    }
  }

  /** The name of the direct: door in front of the route, or null: then it can't be replayed. */
  private static String door(Route route) {
    String uri = route == null ? "" : route.getEndpoint().getEndpointUri();
    return uri.startsWith("direct://") ? uri.substring("direct://".length()).replaceFirst("\\?.*", "") : null;
  }

  private static String contentType(EntryMemory.Entry entry) {
    Object type = entry.headers().get(Exchange.CONTENT_TYPE);
    return type == null ? null : type.toString();
  }

  private static Map<String, String> texts(Map<String, Object> headers) {
    Map<String, String> texts = new TreeMap<>();
    headers.forEach((name, value) -> {
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        texts.put(name, value.toString());
      }
    });
    return texts;
  }
}
