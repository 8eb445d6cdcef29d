package io.paywatt.console.failed;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Body;
import io.paywatt.console.http.Fields;
import io.paywatt.console.http.Json;
import io.paywatt.console.http.Lists;
import io.paywatt.console.http.Masked;
import io.paywatt.console.http.Problem;
import io.paywatt.console.http.Query;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.failed.FailedFilter;
import io.paywatt.ledger.replay.EditResult;
import io.paywatt.ledger.replay.Edits;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.user.Reveals;

/** The desk of failed messages: what failed, why, by cause; putting a message right. */
public final class FailedEndpoints {
  static final int MOST_LISTED = 500;
  static final int LONGEST_REASON = 500;
  private static final int LONGEST_OWNER = 120;
  private static final int LONGEST_NOTE = 2000;
  private static final int MOST_VERSIONS = 1_000_000;

  private final FailedDesk desk;
  private final Edits edits;
  private final Reveals reveals;

  /** @param reveals notes who is shown what, and why */
  public FailedEndpoints(DeskServices services, Reveals reveals) {
    this.desk = services.failed();
    this.edits = services.edits();
    this.reveals = reveals;
  }

  /** Puts the paths on the API; those of replays have to be there. */
  public void mount(Api api) {
    api.path("/api/v1/failed").get(this::list, "state", "route", "group", "q", "reference", "account", "meter", "phone",
        "amount", "from", "to", "limit", "after");
    api.path("/api/v1/failed/groups").get(request -> Reply.json(new Page<>(desk.groups(request.scope()), null)));
    api.path("/api/v1/failed/groups/{id}").get(this::group);
    api.path("/api/v1/failed/groups/{id}/owner").post(Body.JSON, this::own);
    api.path("/api/v1/failed/groups/{id}/notes").post(Body.JSON, this::note);
    api.path("/api/v1/failed/{id}/versions").get(request ->
        versions(request.pathNumber("id"))).post(Body.JSON, this::edit);
    api.path("/api/v1/failed/{id}/reveal").post(Body.JSON, this::reveal);
    api.path("/api/v1/failed/{id}/close").post(Body.JSON, request -> end(request, desk::close));
    api.path("/api/v1/failed/{id}/release").post(Body.JSON, request -> end(request, desk::release));
    api.path("/api/v1/failed/{id}").get(request -> one(request.pathNumber("id")));
  }

  private Reply list(Request request) {
    var query = request.query();
    FailedFilter filter = filter(query);
    return Reply.json(Lists.part(query, MOST_LISTED, (limit, after) -> desk.list(filter, limit, after, request.scope())));
  }

  private static FailedFilter filter(Query query) {
    String group = query.text("group");
    String amount = query.text("amount");
    return new FailedFilter(query.word("state", null, FailedDesk.STATES), query.text("route"),
        group == null ? null : (long) query.number("group", 0, 1, Integer.MAX_VALUE), query.text("q"),
        query.text("reference"), query.text("account"), query.text("meter"), query.text("phone"),
        amount == null ? null : (long) query.number("amount", 0, 1, Integer.MAX_VALUE),
        query.time("from", null, ZoneOffset.UTC), query.time("to", null, ZoneOffset.UTC));
  }

  /** Without the people whom the message names. */
  private Reply one(long id) {
    return Reply.json(Masked.words(whole(id), desk.people(id)));
  }

  private Reply versions(long id) {
    return Reply.json(Masked.words(Json.tree(new Page<>(edits.versions(id), null)), desk.people(id)));
  }

  private ObjectNode whole(long id) {
    var detail = desk.get(id).orElseThrow(() -> Problem.of(404, "There is no failed message " + id).asException());
    ObjectNode whole = (ObjectNode) Json.tree(detail.item());
    ObjectNode rest = (ObjectNode) Json.tree(detail);
    rest.remove("item");
    return whole.setAll(rest);
  }

  private Reply reveal(Request request) {
    long id = request.pathNumber("id");
    String reason = request.reason();
    ObjectNode whole = whole(id);
    reveals.note("failed:" + id, reason, request.actor());
    return Reply.json(whole);
  }

  /** Notes may speak of anybody: they are for those who see every site. */
  private Reply group(Request request) {
    long id = request.pathNumber("id");
    ObjectNode whole = (ObjectNode) Json.tree(desk.group(id, request.scope()));
    whole.set("notes", request.scope().isEvery() ? notes(id) : Json.tree(List.of()));
    return Reply.json(whole);
  }

  private Reply own(Request request) {
    var fields = new Fields(request.json(), Set.of("owner"));
    String owner = fields.textOrNull("owner", LONGEST_OWNER);
    fields.check();
    desk.own(request.pathNumber("id"), owner, request.actor());
    return group(request);
  }

  private Reply note(Request request) {
    var fields = new Fields(request.json(), Set.of("text"));
    String text = fields.text("text", LONGEST_NOTE);
    fields.check();
    desk.note(request.pathNumber("id"), text, request.actor());
    return Reply.json(201, Json.object().<ObjectNode>set("items", notes(request.pathNumber("id"))).putNull("next"));
  }

  /** Without the residents whose messages these are. */
  private JsonNode notes(long group) {
    return Masked.words(Json.tree(desk.notes(group)), desk.peopleOf(group));
  }

  private Reply edit(Request request) {
    ObjectNode json = request.json();
    var fields = new Fields(json, Set.of("version", "body", "reason"));
    Long version = fields.number("version", 1, MOST_VERSIONS);
    String reason = fields.text("reason", LONGEST_REASON);
    fields.check();
    if (!json.path("body").isTextual()) {
      throw Problem.of(422, "Field 'body' is missing or no text, allowed: the whole new body").asException();
    }
    if (json.path("body").textValue().contains(Masked.SIGN)) {
      throw Problem.of(422, "Field 'body' holds masked values; reveal the message first, and edit that").asException();
    }
    EditResult result = edits.edit(request.pathNumber("id"), version.intValue(), json.path("body").textValue(), reason,
        request.actor());
    return Reply.json(result.approval() == null ? 201 : 202, result);
  }

  /** Ends or frees a message with a reason. */
  private interface Ending {
    void of(long id, String reason, String actor);
  }

  private Reply end(Request request, Ending ending) {
    var fields = new Fields(request.json(), Set.of("reason"));
    String reason = fields.text("reason", LONGEST_REASON);
    fields.check();
    ending.of(request.pathNumber("id"), reason, request.actor());
    return one(request.pathNumber("id"));
  }
}
