package io.paywatt.hub.routes;

import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import io.paywatt.console.routes.RouteBoard;
import io.paywatt.console.routes.RouteDrawing;
import io.paywatt.console.routes.RouteView;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;
import org.apache.camel.model.ModelCamelContext;

/** The routes of the running hub, with what Camel's management counts. What a kamelet is made of is not shown. */
public final class LiveRoutes implements RouteBoard {
  private static final int STOP_SECONDS = 20;

  private final CamelContext context;
  private final ManagedCamelContext managed;
  private final Store store;

  /** @param store for the audit */
  public LiveRoutes(CamelContext context, Store store) {
    this.context = context;
    this.managed = context.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class);
    this.store = store;
  }

  @Override
  public List<RouteView> list() {
    return context.getRoutes().stream().filter(LiveRoutes::isWritten).map(this::view)
        .sorted(Comparator.comparing(RouteView::id)).toList();
  }

  @Override
  public RouteDrawing get(String id) {
    Route route = route(id);
    var definition = ((ModelCamelContext) context).getRouteDefinition(id);
    return new RouteDrawing(view(route), Drawing.from(definition), new Drawing(managed).steps(definition.getOutputs()));
  }

  @Override
  public void start(String id, String reason, String actor) {
    route(id);
    try {
      context.getRouteController().startRoute(id);
    } catch (Exception e) {
      throw new Rejected(409, "route " + id + " does not start: " + e.getMessage());
    }
    audit(actor, "route-start", id, reason);
  }

  @Override
  public void stop(String id, String reason, String actor) {
    route(id);
    if (!isStopped(id)) {
      throw new Rejected(409, "route " + id + " still has messages inside after " + STOP_SECONDS
          + " s and goes on, allowed is to try again when it is quiet");
    }
    audit(actor, "route-stop", id, reason);
  }

  private boolean isStopped(String id) {
    try {
      return context.getRouteController().stopRoute(id, STOP_SECONDS, TimeUnit.SECONDS, true);
    } catch (Exception e) {
      throw new Rejected(409, "route " + id + " does not stop: " + e.getMessage());
    }
  }

  private void audit(String actor, String action, String id, String reason) {
    store.inTransaction(handle -> {
      Audit.add(handle, actor, action, "route:" + id, Json.write(Json.object().put("reason", reason)));
      return null;
    });
  }

  private Route route(String id) {
    Route route = context.getRoute(id);
    if (route == null || !isWritten(route)) {
      throw new Rejected(404, "There is no route '" + id + "'");
    }
    return route;
  }

  private static boolean isWritten(Route route) {
    return !route.isCreatedByKamelet() && !route.isCreatedByRouteTemplate();
  }

  private RouteView view(Route route) {
    ManagedRouteMBean counts = managed.getManagedRoute(route.getRouteId());
    String state = context.getRouteController().getRouteStatus(route.getRouteId()).name();
    try {
      return new RouteView(route.getRouteId(), route.getDescription(), location(route), state, counts.getExchangesTotal(),
          counts.getExchangesFailed() + counts.getFailuresHandled(), counts.getExchangesInflight(),
          counts.getExchangesTotal() == 0 ? null : counts.getMeanProcessingTime(),
          instant(counts.getLastExchangeCompletedTimestamp()), instant(counts.getStartTimestamp()));
    } catch (Exception e) {
      throw new IllegalStateException("Route " + route.getRouteId() + " can't be counted", e);
    }
  }

  private static String location(Route route) {
    String source = route.getSourceLocationShort();
    return source == null ? null : source.substring(source.lastIndexOf('/') + 1);
  }

  private static Instant instant(Date date) {
    return date == null ? null : date.toInstant();
  }
}
