package io.paywatt.console;

import java.time.Instant;
import java.util.List;
import io.paywatt.console.routes.RouteBoard;
import io.paywatt.console.routes.RouteDrawing;
import io.paywatt.console.routes.RouteStep;
import io.paywatt.console.routes.RouteView;
import io.paywatt.ledger.Rejected;

/** A hub with one route: this module knows no Camel, the real board is tested with the hub. */
final class OneRoute implements RouteBoard {
  static final String ID = "payment-accept";
  private String state = "Started";

  @Override
  public List<RouteView> list() {
    return List.of(view());
  }

  @Override
  public RouteDrawing get(String id) {
    check(id);
    var credit = new RouteStep("payment-credit", "bean", "Credit the account", 3, 1, null);
    var choice = new RouteStep("payment-which", "choice", null, 3, 0,
        List.of(new RouteStep.Branch("it is ours", List.of(credit))));
    return new RouteDrawing(view(), new RouteDrawing.From("direct:payment-accept", "A genuine notice"), List.of(choice));
  }

  @Override
  public void start(String id, String reason, String actor) {
    check(id);
    state = "Started";
  }

  @Override
  public void stop(String id, String reason, String actor) {
    check(id);
    state = "Stopped";
  }

  private RouteView view() {
    return new RouteView(ID, "Take a genuine payment", "payment-accept.camel.yaml:2", state, 3, 1, 0, 12L,
        Instant.parse("2026-11-23T08:15:00Z"), Instant.parse("2026-11-23T08:00:00Z"));
  }

  private static void check(String id) {
    if (!id.equals(ID)) {
      throw new Rejected(404, "There is no route '" + id + "'");
    }
  }
}
