package io.paywatt.console.payments;

import java.util.List;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Json;
import io.paywatt.console.http.Lists;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.timeline.PaymentTimeline;
import io.paywatt.ledger.timeline.Payments;

/** Payments: find them, follow one from order to meter, list what is late. */
public final class PaymentEndpoints {
  private static final int MOST_LISTED = 500;

  private final Payments payments;

  public PaymentEndpoints(Payments payments) {
    this.payments = payments;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/payments").get(this::list, "q", "state", "late", "limit", "after");
    api.path("/api/v1/payments/{id}").get(this::one);
  }

  private Reply list(Request request) {
    var query = request.query();
    String state = query.word("state", null, Payments.STATES);
    boolean late = query.word("late", "false", List.of("true", "false")).equals("true");
    return Reply.json(Lists.part(query, MOST_LISTED,
        (limit, after) -> payments.list(query.text("q"), state, late, limit, after, request.scope())));
  }

  private Reply one(Request request) {
    PaymentTimeline timeline = payments.timeline(request.path("id"));
    ObjectNode whole = (ObjectNode) Json.tree(timeline.payment());
    ObjectNode rest = (ObjectNode) Json.tree(timeline);
    rest.remove("payment");
    return Reply.json(whole.setAll(rest));
  }
}
