package io.paywatt.console.http;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import io.paywatt.ledger.Unavailable;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** One path of the API and the methods it offers. */
public final class ApiPath {
  private static final String PASSED_KEY = "paywatt.passed";

  /** One method. @param endpoint null for one that is handed to a later handler @param places free for bodies */
  public record Offer(Body body, Set<String> parameters, Endpoint endpoint, BodyHandler reader, Semaphore places) {}

  private final String template;
  private final Guard guard;
  private final WorkerExecutor workers;
  private final Map<String, Offer> offers = new TreeMap<>();

  ApiPath(String template, Guard guard, WorkerExecutor workers) {
    this.template = template;
    this.guard = guard;
    this.workers = workers;
  }

  /** Offers GET, and with it HEAD. @param parameters names of the query parameters it knows */
  public ApiPath get(Endpoint endpoint, String... parameters) {
    offer("GET", new Offer(Body.NONE, Set.of(parameters), endpoint, null, null));
    return this;
  }

  /** Offers POST. @param parameters names of the query parameters it knows */
  public ApiPath post(Body body, Endpoint endpoint, String... parameters) {
    var reader = BodyHandler.create(false).setBodyLimit(body.limit());
    offer("POST", new Offer(body, Set.of(parameters), endpoint, reader, new Semaphore(body.atOnce())));
    return this;
  }

  /** Lets POST through, body unread, to the handler of another: a route serves it. */
  public ApiPath postElsewhere() {
    offer("POST", new Offer(Body.JSON, Set.of(), null, null, null));
    return this;
  }

  /** The path with {@code {name}} for its variable parts. */
  public String template() {
    return template;
  }

  /** The methods with what they take. */
  public Map<String, Offer> offers() {
    return Map.copyOf(offers);
  }

  private void offer(String method, Offer offer) {
    guard.offers(method, template);
    offers.put(method, offer);
  }

  static boolean isPassed(RoutingContext context) {
    return context.get(PASSED_KEY) != null;
  }

  void enter(RoutingContext context) {
    Offer offer = offerOf(context);
    if (offer == null) {
      context.response().putHeader("Allow", String.join(", ", offers.keySet()));
      throw Problem.of(405, context.request().method() + " is not offered at " + template + ", allowed: "
          + String.join(", ", offers.keySet())).asException();
    }
    guard.role(context, method(context), template);
    if (offer.endpoint == null) {
      guard.handOn(context);
      context.put(PASSED_KEY, true);
    }
    if (offer.reader == null) {
      context.next();
    } else {
      read(context, offer);
    }
  }

  void run(RoutingContext context) {
    if (isPassed(context)) {
      context.next();
      return;
    }
    Offer offer = offerOf(context);
    workers.executeBlocking(() -> guard.run(context, method(context), template,
            new Request(context, offer.parameters, guard.boundary()), offer.endpoint), false)
        .onSuccess(reply -> reply.send(context.response()))
        .onFailure(context::fail);
  }

  private Offer offerOf(RoutingContext context) {
    return offers.get(method(context));
  }

  private static String method(RoutingContext context) {
    String method = context.request().method().name();
    return method.equals("HEAD") ? "GET" : method;
  }

  private static void read(RoutingContext context, Offer offer) {
    String given = context.request().getHeader("Content-Type");
    if (!offer.body.accepts(given)) {
      context.response().putHeader("Accept", offer.body.mediaType());
      throw Problem.of(415, "Content-Type is '" + given + "', allowed is " + offer.body.mediaType() + " in UTF-8")
          .asException();
    }
    if (!offer.places.tryAcquire()) {
      throw new Unavailable("Another " + offer.body.mediaType() + " is being worked on, one at a time", null);
    }
    context.addEndHandler(ended -> offer.places.release());
    offer.reader.handle(context);
  }
}
