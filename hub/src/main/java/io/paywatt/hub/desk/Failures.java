package io.paywatt.hub.desk;

import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.failed.FailedMessage;
import io.paywatt.ledger.payment.PaymentResult;
import io.paywatt.ledger.replay.ReplayItem;
import io.paywatt.meter.codec.MalformedMessage;
import io.paywatt.meter.codec.MeterCodecs;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Route;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what failed on a route on the desk, with route, step and file:line. Bean {@code failures} of the routes. */
public final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  /** Variable with the number of the item that this exchange left on the desk. */
  static final String PARKED_AS = "parkedAs";

  private final FailedDesk desk;
  private final RouteVersions versions = new RouteVersions();

  public Failures(FailedDesk desk) {
    this.desk = desk;
  }

  /** The versions of the routes; it has to be told of them. */
  public RouteVersions versions() {
    return versions;
  }

  /**
   * Keeps the failed message. The body of the exchange becomes null: the step after this one sees that nothing was done.
   *
   * @throws RuntimeException when it can't be kept; then the exchange fails and nobody is told that all is well
   */
  public void park(Exchange exchange) {
    note(exchange);
    exchange.getMessage().setBody(null);
  }

  /** Keeps the failed message; the exchange goes on as it is, to tell the sender. */
  public void note(Exchange exchange) {
    String routeId = exchange.getProperty(ExchangePropertyKey.FAILURE_ROUTE_ID, String.class);
    keep(exchange, routeId, door(exchange.getContext().getRoute(routeId)), cause(exchange));
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
    long id = keep(exchange, door, door, cause(exchange));
    exchange.getMessage().setBody(new PaymentResult.Parked(0, "on the desk as message " + id));
  }

  /**
   * Keeps what nobody has handled: a route needs no error handling for its failures to be on the desk. Left out are parts
   * of a split message, whose whole fails with them, and what a configuration leaves to the sender while the database is
   * away, or what came while the hub was ending. Never throws: the exchange has failed already.
   */
  void capture(Exchange exchange) {
    String routeId = exchange.getProperty(ExchangePropertyKey.FAILURE_ROUTE_ID, exchange.getFromRouteId(), String.class);
    Throwable cause = exchange.getException() != null ? exchange.getException() : cause(exchange);
    boolean part = exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX) != null;
    if (cause == null || part || exchange.getVariable(PARKED_AS) != null || isLeftToSender(exchange, cause)) {
      return;
    }
    try {
      keep(exchange, routeId, door(exchange.getContext().getRoute(routeId)), cause);
    } catch (RuntimeException e) {
      LOG.error("A failed message of route {} can't be kept: {}", routeId, e.getMessage());
    }
  }

  private static boolean isLeftToSender(Exchange exchange, Throwable cause) {
    Route from = exchange.getFromRouteId() == null ? null : exchange.getContext().getRoute(exchange.getFromRouteId());
    boolean configured = from != null && from.getConfigurationId() != null;
    for (Throwable each = cause; each != null; each = each.getCause()) {
      boolean away = each instanceof Unavailable || each instanceof SQLTransientException
          || each instanceof SQLNonTransientConnectionException;
      if (away && configured || each instanceof RejectedExecutionException) {
        return true;
      }
    }
    return false;
  }

  private long keep(Exchange exchange, String routeId, String door, Throwable cause) {
    EntryMemory.Entry entry = EntryMemory.of(exchange, routeId);
    FailedMessage message = new FailedMessage(routeId, FailedStep.step(exchange), FailedStep.location(exchange), door,
        contentType(entry), texts(entry.headers()), Bodies.bytes(exchange, entry.body()), cause, versions.of(routeId),
        1 + exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class), providerCode(cause));
    long id = put(exchange, message);
    // its words can quote the message: they are on the desk, where personal data is masked
    LOG.warn("Message {} of route {} is on the desk: {} at {}", id, routeId, cause.getClass().getSimpleName(),
        message.location());
    return id;
  }

  /** A message on replay stays one item, however often it fails. */
  private long put(Exchange exchange, FailedMessage message) {
    ReplayItem replay = exchange.getVariable(Replays.ITEM, ReplayItem.class);
    long id;
    if (replay != null && replay.replayTo().equals(message.replayTo())) {
      id = replay.id();
      desk.again(id, message);
    } else {
      id = desk.park(message);
    }
    exchange.setVariable(PARKED_AS, id);
    return id;
  }

  private static Throwable cause(Exchange exchange) {
    return exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
  }

  /** What the other side answered. */
  private static String providerCode(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof HttpOperationFailedException http) {
        return "HTTP " + http.getStatusCode();
      }
    }
    return null;
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
      put(exchange, new FailedMessage(door, null, null, door, "application/octet-stream",
          Map.of("CamelMqttTopic", message.topic()), message.payload(), new Rejected(422, message.reason()),
          versions.of(door), 1, null));
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
