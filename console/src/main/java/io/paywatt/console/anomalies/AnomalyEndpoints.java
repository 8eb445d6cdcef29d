package io.paywatt.console.anomalies;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Json;
import io.paywatt.console.http.Lists;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.anomaly.Anomalies;
import io.paywatt.ledger.anomaly.AnomalyView;
import io.paywatt.ledger.store.Page;

/** Anomalies: a list, and one with its timeline. */
public final class AnomalyEndpoints {
  private static final int MOST_LISTED = 500;

  private final Anomalies anomalies;

  public AnomalyEndpoints(Anomalies anomalies) {
    this.anomalies = anomalies;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/anomalies").get(this::list, "state", "site", "meter", "kind", "limit", "after");
    api.path("/api/v1/anomalies/{id}").get(this::one);
  }

  private Reply list(Request request) {
    var query = request.query();
    var filter = new Anomalies.Filter(query.word("state", null, Anomalies.STATES), query.text("site"), query.text("meter"),
        query.word("kind", null, Anomalies.KINDS));
    Page<AnomalyView> found = Lists.part(query, MOST_LISTED, (limit, after) -> anomalies.list(filter, limit, after, request.scope()));
    return Reply.json(new Page<>(found.items().stream().map(AnomalyEndpoints::line).toList(), found.next()));
  }

  private Reply one(Request request) {
    return Reply.json(anomalies.get(request.pathNumber("id")));
  }

  private static ObjectNode line(AnomalyView anomaly) {
    ObjectNode shown = (ObjectNode) Json.tree(anomaly);
    shown.remove("steps");
    return shown;
  }
}
