package io.paywatt.console.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Puts paths on a router. A request passes who asks, the path, the method, the role, the content type, the size of the body
 * and the site in this order, and only then reaches its endpoint on a worker thread; what fails on the way is answered as a
 * problem.
 */
public final class Api {
  /** Everything below this path is the API's and open to nobody unknown. */
  public static final String ROOT = "/api";
  /** Where the API describes itself. */
  public static final String DESCRIPTION = ROOT + "/openapi.json";

  /** Before every handler of others, whenever that is put on the router: nothing below /api gets around the gate. */
  private static final int FIRST = -1_000_000;

  private final Router router;
  /** All below the root, so that a request for something else does not pass its paths one by one. */
  private final Router own;
  private final Guard guard;
  private final WorkerExecutor workers;
  private final List<ApiPath> paths = new ArrayList<>();

  /**
   * @param vertx   of the router
   * @param gate    finds out who asks and tells the guard, in this order
   * @param guard   holds that against the rule of the operation
   * @param workers pool of the endpoints, of their own so that a slow one never holds up a payment
   */
  public Api(Router router, Vertx vertx, List<Handler<RoutingContext>> gate, Guard guard, WorkerExecutor workers) {
    this.router = router;
    this.own = Router.router(vertx);
    this.guard = guard;
    this.workers = workers;
    own.route().failureHandler(Failures::handle);
    gate.forEach(step -> own.route().handler(step));
    own.route().handler(guard::known);
    router.route(ROOT + "/*").order(FIRST).subRouter(own);
  }

  /** A new path; one that looks like a variable part of another ({@code failed/groups}) has to come before it. */
  public ApiPath path(String template) {
    var path = new ApiPath(template, guard, workers);
    own.route(template.substring(ROOT.length()).replaceAll("\\{(\\w+)}", ":$1")).handler(path::enter).handler(path::run);
    paths.add(path);
    return path;
  }

  /** Ends the list: every other path is 404. */
  public void close() {
    own.route().handler(context -> {
      if (ApiPath.isPassed(context)) {
        context.next();
        return;
      }
      throw Problem.of(404, "There is no " + context.normalizedPath() + ", allowed is what " + DESCRIPTION + " lists")
          .asException();
    });
  }

  /** What nobody serves, and what the routes of others do not take, is answered by a problem document too. */
  public void problemsElsewhere() {
    router.route("/*").order(FIRST + 1).failureHandler(Failures::handle);
    router.route().last().handler(context -> {
      List<Route> here = router.getRoutes().stream()
          .filter(route -> context.normalizedPath().equals(route.getPath())).toList();
      TreeSet<String> methods = new TreeSet<>();
      here.stream().map(Route::methods).filter(Objects::nonNull).flatMap(Set::stream)
          .forEach(method -> methods.add(method.name()));
      if (here.isEmpty()) {
        Problem.of(404, "There is nothing at this address").send(context);
      } else if (!methods.isEmpty() && !methods.contains(context.request().method().name())) {
        context.response().putHeader("Allow", String.join(", ", methods));
        Problem.of(405, context.request().method() + " is not offered here, allowed: " + methods).send(context);
      } else {
        Problem.of(415, "Content-Type is " + context.request().getHeader("Content-Type")
            + ", allowed is application/json, at the addresses of providers that send forms application/x-www-form-urlencoded")
            .send(context);
      }
    });
  }

  /** All that is offered. */
  public List<ApiPath> paths() {
    return List.copyOf(paths);
  }
}
