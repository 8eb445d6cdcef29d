package io.paywatt.console.routes;

import java.util.Set;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Body;
import io.paywatt.console.http.Fields;
import io.paywatt.console.http.Json;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.store.Page;

/** The routes of this hub: list, drawing, start, stop. */
public final class RouteEndpoints {
  private static final int LONGEST_REASON = 500;

  private final RouteBoard board;

  public RouteEndpoints(RouteBoard board) {
    this.board = board;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/routes").get(request -> Reply.json(new Page<>(board.list(), null)));
    api.path("/api/v1/routes/{id}").get(request -> one(request.path("id")));
    api.path("/api/v1/routes/{id}/start").post(Body.JSON, request -> {
      board.start(request.path("id"), reason(request), request.actor());
      return one(request.path("id"));
    });
    api.path("/api/v1/routes/{id}/stop").post(Body.JSON, request -> {
      board.stop(request.path("id"), reason(request), request.actor());
      return one(request.path("id"));
    });
  }

  private static String reason(Request request) {
    var fields = new Fields(request.json(), Set.of("reason"));
    String reason = fields.text("reason", LONGEST_REASON);
    fields.check();
    return reason;
  }

  private Reply one(String id) {
    RouteDrawing drawing = board.get(id);
    ObjectNode whole = (ObjectNode) Json.tree(drawing.route());
    whole.set("from", Json.tree(drawing.from()));
    return Reply.json(whole.set("steps", Json.tree(drawing.steps())));
  }
}
