package io.paywatt.console.topups;

import io.paywatt.console.http.Api;
import io.paywatt.console.http.Reply;
import io.paywatt.ledger.payment.Topups;

/** How far a top-up has come. Opening one is a route, so that an integrator can see and change which provider is asked. */
public final class TopupEndpoints {
  private final Topups topups;

  public TopupEndpoints(Topups topups) {
    this.topups = topups;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/topups").postElsewhere();
    api.path("/api/v1/topups/{id}").get(request -> Reply.json(topups.timeline(request.path("id"))));
  }
}
