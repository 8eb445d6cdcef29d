package io.paywatt.console.failed;

import java.util.List;
import java.util.Map;
import java.util.Set;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Body;
import io.paywatt.console.http.Fields;
import io.paywatt.console.http.Json;
import io.paywatt.console.http.Lists;
import io.paywatt.console.http.Problem;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.store.Page;

/** The desk of failed messages: what failed, why, and send it in again. */
public final class FailedEndpoints {
  private static final int MOST_LISTED = 500;
  private static final int MOST_REPLAYED = 1000;
  private static final List<String> STATES = List.of("open", "replaying", "replayed", "failed-again");

  private final FailedDesk desk;

  public FailedEndpoints(FailedDesk desk) {
    this.desk = desk;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/failed").get(this::list, "state", "route", "limit", "after");
    api.path("/api/v1/failed/groups").get(request -> Reply.json(new Page<>(desk.groups(), null)));
    api.path("/api/v1/failed/replays").post(Body.JSON, this::replay);
    api.path("/api/v1/failed/{id}").get(this::one);
  }

  private Reply list(Request request) {
    var query = request.query();
    String state = query.word("state", null, STATES);
    return Reply.json(Lists.part(query, MOST_LISTED,
        (limit, after) -> desk.list(state, query.text("route"), limit, after)));
  }

  private Reply one(Request request) {
    long id = request.pathNumber("id");
    var detail = desk.get(id).orElseThrow(() -> Problem.of(404, "There is no failed message " + id).asException());
    ObjectNode whole = (ObjectNode) Json.tree(detail.item());
    ObjectNode rest = (ObjectNode) Json.tree(detail);
    rest.remove("item");
    return Reply.json(whole.setAll(rest));
  }

  private Reply replay(Request request) {
    var fields = new Fields(request.json(), Set.of("ids", "dryRun"));
    List<Long> ids = fields.numbers("ids", MOST_REPLAYED);
    boolean dryRun = fields.flag("dryRun");
    fields.check();
    if (dryRun) {
      return Reply.json(Map.of("dryRun", true, "items", desk.plan(ids).items()));
    }
    var started = desk.start(ids, request.actor());
    return Reply.json(202, Map.of("dryRun", false, "started", started.started(), "items", started.plan().items()));
  }
}
