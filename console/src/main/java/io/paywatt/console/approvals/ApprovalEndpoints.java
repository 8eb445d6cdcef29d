package io.paywatt.console.approvals;

import java.util.Set;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Body;
import io.paywatt.console.http.Fields;
import io.paywatt.console.http.Lists;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.approval.Approvals;

/** Approvals: what waits for a second person, and the decision. */
public final class ApprovalEndpoints {
  private static final int MOST_LISTED = 500;
  private static final int LONGEST_REASON = 500;

  private final Approvals approvals;

  public ApprovalEndpoints(Approvals approvals) {
    this.approvals = approvals;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/approvals").get(this::list, "state", "limit", "after");
    api.path("/api/v1/approvals/{id}").get(request -> Reply.json(approvals.get(request.pathNumber("id"))));
    api.path("/api/v1/approvals/{id}/approve").post(Body.JSON, this::approve);
    api.path("/api/v1/approvals/{id}/reject").post(Body.JSON, this::reject);
  }

  private Reply list(Request request) {
    String state = request.query().word("state", null, Approvals.STATES);
    return Reply.json(Lists.part(request.query(), MOST_LISTED,
        (limit, after) -> approvals.list(state, limit, after, request.scope())));
  }

  private Reply approve(Request request) {
    var fields = new Fields(request.json(), Set.of("reason"));
    String reason = fields.textOrNull("reason", LONGEST_REASON);
    fields.check();
    return Reply.json(approvals.approve(request.pathNumber("id"), reason, request.actor()));
  }

  private Reply reject(Request request) {
    var fields = new Fields(request.json(), Set.of("reason"));
    String reason = fields.text("reason", LONGEST_REASON);
    fields.check();
    return Reply.json(approvals.reject(request.pathNumber("id"), reason, request.actor()));
  }
}
