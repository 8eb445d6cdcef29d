package io.paywatt.console.audit;

import java.time.Clock;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Lists;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.audit.AuditChain;
import io.paywatt.ledger.audit.AuditReads;

/** The audit: look for something in it, and prove that nothing in it was changed. */
public final class AuditEndpoints {
  private static final int MOST_LISTED = 500;

  private final AuditReads audit;
  private final AuditChain chain;
  private final Clock clock;

  public AuditEndpoints(AuditReads audit, AuditChain chain, Clock clock) {
    this.audit = audit;
    this.chain = chain;
    this.clock = clock;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/audit").get(this::list, "actor", "action", "subject", "from", "to", "limit", "after");
    api.path("/api/v1/audit/check").get(request -> Reply.json(chain.verify()));
  }

  private Reply list(Request request) {
    var query = request.query();
    var filter = new AuditReads.Filter(query.text("actor"), query.text("action"), query.text("subject"),
        query.time("from", null, clock.getZone()), query.time("to", null, clock.getZone()));
    return Reply.json(Lists.part(query, MOST_LISTED, (limit, after) -> audit.list(filter, limit, after)));
  }
}
