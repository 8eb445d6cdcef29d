package io.paywatt.console.failed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
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
import io.paywatt.ledger.failed.FailedFilter;
import io.paywatt.ledger.replay.ReplayPlan;
import io.paywatt.ledger.replay.ReplayRun;
import io.paywatt.ledger.replay.ReplayRuns;
import io.paywatt.ledger.replay.ReplayStarted;
import io.paywatt.ledger.replay.Selection;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.user.Subject;

/** Replays of failed messages: the dry run, the confirmation, and what a run is doing. */
public final class ReplayEndpoints {
  private static final int MOST_IDS = 1000;
  /** Items shown of a plan; the counts and the money are of all. */
  private static final int MOST_SHOWN = 1000;
  private static final int LONGEST = 200;
  private static final List<String> RUN_STATES = List.of("running", "paused", "cancelled", "done");
  private static final List<String> ITEM_STATES = List.of("queued", "sent", "done", "failed", "held", "cancelled");

  private final ReplayRuns replays;
  private final FailedDesk desk;

  public ReplayEndpoints(DeskServices services) {
    this.replays = services.replays();
    this.desk = services.failed();
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/failed/replays").get(this::list, "state", "limit", "after").post(Body.JSON, this::replay);
    api.path("/api/v1/failed/replays/{id}").get(request -> Reply.json(run(replays.get(request.pathNumber("id")))));
    api.path("/api/v1/failed/replays/{id}/items").get(this::items, "state", "limit", "after");
    api.path("/api/v1/failed/replays/{id}/pause").post(Body.JSON, request -> change(request, replays::pause));
    api.path("/api/v1/failed/replays/{id}/resume").post(Body.JSON, request -> change(request, replays::resume));
    api.path("/api/v1/failed/replays/{id}/cancel").post(Body.JSON, request -> change(request, replays::cancel));
  }

  private Reply list(Request request) {
    String state = request.query().word("state", null, RUN_STATES);
    String actor = request.scope().isEvery() ? null : request.actor();
    Page<ReplayRun> found = Lists.part(request.query(), FailedEndpoints.MOST_LISTED,
        (limit, after) -> replays.list(state, actor, limit, after));
    return Reply.json(new Page<>(found.items().stream().map(ReplayEndpoints::run).toList(), found.next()));
  }

  private Reply items(Request request) {
    String state = request.query().word("state", null, ITEM_STATES);
    long id = request.pathNumber("id");
    return Reply.json(Lists.part(request.query(), FailedEndpoints.MOST_LISTED,
        (limit, after) -> replays.items(id, state, limit, after)));
  }

  private Reply change(Request request, BiFunction<Long, String, ReplayRun> change) {
    new Fields(request.json(), Set.of()).check();
    return Reply.json(run(change.apply(request.pathNumber("id"), request.actor())));
  }

  private Reply replay(Request request) {
    ObjectNode json = request.json();
    var fields = new Fields(json, Set.of("ids", "group", "filter", "upTo", "dryRun", "perSecond"));
    boolean one = json.has("group") || json.has("filter");
    List<Long> ids = one && !json.has("ids") ? null : fields.numbers("ids", MOST_IDS);
    Long group = fields.numberOrNull("group", 1, Long.MAX_VALUE);
    Long upTo = fields.numberOrNull("upTo", 1, Long.MAX_VALUE);
    Long rate = fields.numberOrNull("perSecond", 1, ReplayRuns.MOST_RATE);
    boolean dryRun = fields.flag("dryRun");
    fields.check();
    var selection = within(request, new Selection(ids, group, json.has("filter") ? filter(json) : null, upTo));
    if (dryRun) {
      return Reply.json(plan(replays.plan(selection), true));
    }
    ReplayStarted started = replays.start(selection, rate == null ? ReplayRuns.USUAL_RATE : rate.intValue(),
        request.actor());
    Map<String, Object> answer = plan(started.plan(), false);
    answer.put("run", started.run() == null ? null : run(started.run()));
    answer.put("started", started.started());
    return Reply.json(202, answer);
  }

  /** Who does not see every site replays what is of theirs: a group or a filter becomes the newest of their messages in it. */
  private Selection within(Request request, Selection asked) {
    if (request.scope().isEvery()) {
      return asked;
    }
    if (asked.ids() != null) {
      asked.ids().forEach(id -> request.within(Subject.FAILED, id.toString()));
      return asked;
    }
    FailedFilter filter = asked.group() == null ? asked.filter() : FailedFilter.ofGroup(asked.group());
    List<Long> theirs = Stream.of("open", "failed-again").filter(state -> filter.state() == null || filter.state().equals(state))
        .flatMap(state -> desk.ids(filter.in(state), asked.upTo(), MOST_IDS, request.scope()).stream()).limit(MOST_IDS).toList();
    if (theirs.isEmpty()) {
      throw Problem.of(404, "Nothing of your sites waits there").asException();
    }
    return Selection.of(theirs);
  }

  private static FailedFilter filter(ObjectNode json) {
    if (!(json.path("filter") instanceof ObjectNode object)) {
      throw Problem.of(422, "Field 'filter' is no object, allowed is an object such as {\"route\": \"payment-accept\"}")
          .asException();
    }
    var fields = new Fields(object, Set.of("state", "route", "group", "q", "reference", "account", "meter", "phone", "amount",
        "from", "to"));
    var filter = new FailedFilter(fields.wordOrNull("state", List.of("open", "failed-again")),
        fields.textOrNull("route", LONGEST), fields.numberOrNull("group", 1, Long.MAX_VALUE), fields.textOrNull("q", LONGEST),
        fields.textOrNull("reference", LONGEST), fields.textOrNull("account", LONGEST), fields.textOrNull("meter", LONGEST),
        fields.textOrNull("phone", LONGEST), fields.amountOrNull("amount"), fields.instantOrNull("from"),
        fields.instantOrNull("to"));
    fields.check();
    return filter;
  }

  private static Map<String, Object> plan(ReplayPlan plan, boolean dryRun) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("dryRun", dryRun);
    answer.put("upTo", plan.upTo());
    answer.put("counts", plan.counts());
    answer.put("money", plan.money());
    answer.put("items", plan.items().stream().limit(MOST_SHOWN).map(ReplayEndpoints::item).toList());
    return answer;
  }

  private static ObjectNode item(ReplayPlan.Item item) {
    ObjectNode shown = (ObjectNode) Json.tree(item);
    shown.remove("goes");
    return shown;
  }

  private static ObjectNode run(ReplayRun run) {
    ObjectNode shown = (ObjectNode) Json.tree(run);
    shown.set("selection", Json.parse(run.selection()));
    return shown;
  }
}
