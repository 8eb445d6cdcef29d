package io.paywatt.adapter.stripe;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ActionBody;
import io.paywatt.adapter.GenuineNotice;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.Secret;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.WebhookAnswer;
import io.paywatt.adapter.WebhookCall;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.failed.FailedMessage;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stripe as its kamelets use it. Safe for many threads. */
public final class StripePay {
  private static final Logger LOG = LoggerFactory.getLogger(StripePay.class);
  private static final String JSON = "application/json";
  private static final Rejected NOT_OURS = new Rejected(403, "of the other mode or another account than this hub's");
  /** What was asked for, while the HTTP step runs. */
  private static final String ASKED = "PayWattStripeAsked";
  /** A kamelet in use is a route named after it with a number that changes from start to start. */
  private static final Pattern RUNNING_NUMBER = Pattern.compile("-\\d+$");

  private final StripeSettings settings;
  private final StripeEventReader reader;
  private final StripeOrders orders;
  private final Secret apiKey;
  private final Consumer<FailedMessage> desk;

  /**
   * @param settings the account, or null when Stripe is not configured: every call is then answered 404
   * @param desk     keeps disputes and refunds we did not ask for, for a person; returns only when they are stored
   * @throws IllegalArgumentException when a secret is misshapen; the message does not hold it
   */
  public StripePay(StripeSettings settings, Clock clock, Consumer<FailedMessage> desk) {
    this.settings = settings;
    this.desk = desk;
    this.reader = settings == null ? null : new StripeEventReader(settings, clock);
    this.orders = settings == null ? null : new StripeOrders(settings);
    this.apiKey = settings == null ? null : settings.key();
  }

  /**
   * First step of the source: the normalised payment notice, or refund notice, told apart by the variable {@code kind}. What
   * is neither is answered here and the route ends: 401 not genuine, 400, 413, 415 misshapen, 404 not configured; 200 for a
   * genuine event that is none, after disputes and the like were put on the desk.
   */
  public Object notice(Exchange exchange) {
    try {
      requireConfigured();
      WebhookCall call = WebhookCall.of(exchange);
      StripeEvent event = reader.read(call);
      if (event instanceof StripeEvent.Paid paid) {
        return GenuineNotice.handOn(exchange, "payment", GenuineNotice.normalised(paid.payment(), exchange));
      }
      if (event instanceof StripeEvent.Refunded refunded) {
        return GenuineNotice.handOn(exchange, "refund", refunded.notice());
      }
      if (event instanceof StripeEvent.ForPerson other) {
        keep(exchange, other.about(), call.body());
      }
      return success().insteadOfRoute(exchange);
    } catch (Rejected e) {
      LOG.warn("Stripe event answered {}: {}", e.status(), e.getMessage());
      return failure(e).insteadOfRoute(exchange);
    }
  }

  /** Last step of the source: tells Stripe that the event is stored, or not for this hub, unless the route has answered otherwise. */
  public void answer(Exchange exchange) {
    if (exchange.getMessage().getBody() != null && exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE) == null) {
      (GenuineNotice.isNotOurs(exchange) ? failure(NOT_OURS) : success()).on(exchange);
    }
  }

  /** Opens a payment intent for a top-up. @throws Rejected 404 not configured, 400 naming the field that is wrong */
  public void prepareOrder(Exchange exchange) {
    send(exchange, orders().open(ActionBody.of(exchange, "the top-up")), null);
  }

  /** @return {@code {"paymentIntent","clientSecret"}}. @throws Rejected 422 refused for good @throws Unavailable try again */
  public String readOrder(Exchange exchange) {
    return json(exchange, orders.opened(ProviderCall.end(exchange)));
  }

  /** Asks for an order. @throws Rejected as {@link #prepareOrder} */
  public void prepareQuery(Exchange exchange) {
    JsonNode query = ActionBody.of(exchange, "the query");
    send(exchange, orders().find(query), query);
  }

  /** @return {@code {"state","notice","reason"}} */
  public String readQuery(Exchange exchange) {
    return json(exchange, orders.state(asked(exchange), ProviderCall.end(exchange)));
  }

  /** Gives an order up. @throws Rejected as {@link #prepareOrder} */
  public void prepareClose(Exchange exchange) {
    JsonNode order = ActionBody.of(exchange, "the order");
    send(exchange, orders().close(order), order);
  }

  /** @return {@code {"state","reason"}} */
  public String readClose(Exchange exchange) {
    return json(exchange, orders.closed(asked(exchange), ProviderCall.end(exchange)));
  }

  /** Pays back. @throws Rejected as {@link #prepareOrder} */
  public void prepareRefund(Exchange exchange) {
    requireConfigured();
    send(exchange, StripeRefunds.open(ActionBody.of(exchange, "the refund")), null);
  }

  /** @return {@code {"state","providerRefundId","reason"}} */
  public String readRefund(Exchange exchange) {
    return json(exchange, StripeRefunds.opened(ProviderCall.end(exchange)));
  }

  /** Asks for a refund. @throws Rejected as {@link #prepareOrder} */
  public void prepareRefundQuery(Exchange exchange) {
    requireConfigured();
    JsonNode refund = ActionBody.of(exchange, "the refund");
    send(exchange, StripeRefunds.find(refund), refund);
  }

  /** @return {@code {"state","providerRefundId","reason"}} */
  public String readRefundQuery(Exchange exchange) {
    return json(exchange, StripeRefunds.found(asked(exchange), ProviderCall.end(exchange)));
  }

  /** Instead of reading when the connection failed. @throws Unavailable always */
  public void noAnswer(Exchange exchange) {
    ProviderCall.restore(exchange);
    throw new Unavailable("Stripe did not answer", exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
  }

  private void send(Exchange exchange, StripeRequest request, JsonNode asked) {
    if (apiKey == null) {
      throw new Rejected(404, "Stripe can't be called: set the key paywatt.stripe.api-key");
    }
    exchange.setProperty(ASKED, asked);
    boolean get = request.method().equals("GET");
    String fields = request.encoded();
    ProviderCall.begin(exchange, request.method(), settings.baseUrl() + request.path(), get ? fields : null,
        request.headers(apiKey.get(), settings.account()), get ? null : fields.getBytes(StandardCharsets.US_ASCII));
  }

  private static JsonNode asked(Exchange exchange) {
    return (JsonNode) exchange.removeProperty(ASKED);
  }

  private static String json(Exchange exchange, String body) {
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, JSON);
    return body;
  }

  private void keep(Exchange exchange, String about, byte[] body) {
    LOG.warn("{}: kept for a person", about);
    String route = RUNNING_NUMBER.matcher(exchange.getFromRouteId()).replaceFirst("");
    desk.accept(new FailedMessage(route, null, null, null, JSON, Map.of(), body,
        new Rejected(422, about + ": only payments and refunds are booked by themselves")));
  }

  private StripeOrders orders() {
    requireConfigured();
    return orders;
  }

  private void requireConfigured() {
    if (settings == null) {
      throw new Rejected(404, "Stripe is not configured: set the keys paywatt.stripe.*");
    }
  }

  private static WebhookAnswer success() {
    return WebhookAnswer.json(200, JSON, "{\"received\":true}");
  }

  private static WebhookAnswer failure(Rejected e) {
    return WebhookAnswer.json(e.status(), JSON,
        StrictJson.MAPPER.createObjectNode().put("message", e.getMessage()).toString());
  }
}
