package io.paywatt.console.money;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Body;
import io.paywatt.console.http.Fields;
import io.paywatt.console.http.Lists;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.suspense.Suspense;
import io.paywatt.ledger.suspense.SuspenseKind;

/** Money that has no place: what lies there, why, since when, and who looks after it. */
public final class SuspenseEndpoints {
  private static final int MOST_LISTED = 500;
  private static final int LONGEST_OWNER = 120;
  private final MoneyServices money;

  public SuspenseEndpoints(MoneyServices money) {
    this.money = money;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/suspense").get(this::list, "kind", "provider", "owner", "limit", "after");
    api.path("/api/v1/suspense/{id}").get(this::one);
    api.path("/api/v1/suspense/{id}/owner").post(Body.JSON, this::give);
  }

  private Reply list(Request request) {
    var query = request.query();
    var filter = new Suspense.Filter(query.word("kind", null, SuspenseKind.words()), query.text("provider"),
        query.text("owner"));
    return Reply.json(Lists.part(query, MOST_LISTED, (limit, after) -> money.suspense().list(filter, limit, after, request.scope())));
  }

  private Reply one(Request request) {
    long id = request.pathNumber("id");
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("item", money.suspense().get(id));
    whole.put("reallocations", money.reallocations().of(id));
    whole.put("refunds", money.refunds().of(id));
    return Reply.json(whole);
  }

  private Reply give(Request request) {
    var fields = new Fields(request.json(), Set.of("owner"));
    String owner = fields.textOrNull("owner", LONGEST_OWNER);
    fields.check();
    return Reply.json(money.suspense().give(request.pathNumber("id"), owner, request.actor()));
  }
}
