package io.paywatt.console.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The door of a hub that starts: it takes connections before all of its addresses are there, and until then every one of them
 * is answered 503 with {@code Retry-After}, not 404 by one and well by another.
 */
public final class Opening implements Handler<RoutingContext> {
  private static final int BEFORE_ALL = Integer.MIN_VALUE;

  private final Router router;
  private volatile boolean open;

  private Opening(Router router) {
    this.router = router;
  }

  /** Closed from now on, before whatever is or will be on the router. */
  public static Opening of(Router router) {
    var opening = new Opening(router);
    router.route().order(BEFORE_ALL).handler(opening).failureHandler(Failures::handle);
    return opening;
  }

  /** What is behind the door. */
  public Router router() {
    return router;
  }

  /** All is there. */
  public void open() {
    open = true;
  }

  @Override
  public void handle(RoutingContext context) {
    if (!open) {
      throw Problem.of(503, "The hub is being started; try again in some seconds").asException();
    }
    context.next();
  }
}
