package io.paywatt.console.overview;

import io.paywatt.console.http.Api;
import io.paywatt.console.http.Reply;
import io.paywatt.ledger.overview.Overview;

/** How everything stands: figures and the last hour. */
public final class OverviewEndpoints {
  private final Overview overview;

  public OverviewEndpoints(Overview overview) {
    this.overview = overview;
  }

  /** Puts the path on the API. */
  public void mount(Api api) {
    api.path("/api/v1/overview").get(request -> Reply.json(overview.now(request.scope())));
  }
}
