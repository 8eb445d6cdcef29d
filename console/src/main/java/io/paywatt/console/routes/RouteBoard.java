package io.paywatt.console.routes;

import java.util.List;
import io.paywatt.ledger.Rejected;

/** The routes of this hub as staff sees and works them; the hub knows them, this module knows no routes. */
public interface RouteBoard {
  /** All routes by id. */
  List<RouteView> list();

  /** One route with its steps. @throws Rejected 404 when there is none */
  RouteDrawing get(String id);

  /** Starts a route; one that runs stays as it is. @param reason for the audit @throws Rejected 404 when there is none */
  void start(String id, String reason, String actor);

  /**
   * Stops a route until somebody starts it or the hub starts anew, once what is inside has left it.
   *
   * @param reason for the audit
   * @throws Rejected 404 when there is none, 409 when what is inside does not leave it in time: it goes on then
   */
  void stop(String id, String reason, String actor);
}
