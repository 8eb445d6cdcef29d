package io.paywatt.ledger.replay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Runs as people see them. */
final class RunReads {
  static final List<String> STATES = List.of("running", "paused", "cancelled", "done");
  static final List<String> ITEM_STATES = List.of("queued", "sent", "done", "failed", "held", "cancelled");
  private static final int LONGEST_PAGE = 500;

  private RunReads() {}

  static Page<ReplayRun> list(Handle handle, String state, String actor, int limit, String after) {
    check(state, STATES);
    int size = size(limit);
    List<ReplayRun> found = new ArrayList<>(handle.createQuery("SELECT * FROM replay_run WHERE id < :before"
            + " AND (:state IS NULL OR state = :state) AND (:actor IS NULL OR actor = :actor) ORDER BY id DESC LIMIT :size")
        .bind("before", after == null ? Long.MAX_VALUE : number(after)).bind("state", state)
        .bind("actor", actor).bind("size", size + 1).map((row, context) -> run(row)).list());
    boolean more = found.size() > size;
    List<ReplayRun> items = more ? found.subList(0, size) : found;
    counts(handle, items);
    return new Page<>(List.copyOf(items), more ? Long.toString(items.get(size - 1).id()) : null);
  }

  static ReplayRun get(Handle handle, long id) {
    ReplayRun run = handle.createQuery("SELECT * FROM replay_run WHERE id = :id").bind("id", id)
        .map((row, context) -> run(row)).findOne().orElseThrow(() -> new Rejected(404, "There is no replay run " + id));
    counts(handle, List.of(run));
    return run;
  }

  static Page<RunItem> items(Handle handle, long run, String state, int limit, String after) {
    check(state, ITEM_STATES);
    get(handle, run);
    int size = size(limit);
    List<RunItem> found = handle.createQuery("SELECT * FROM replay_item WHERE run_id = :run AND seq > :after"
            + " AND (:state IS NULL OR state = :state) ORDER BY seq LIMIT :size")
        .bind("run", run).bind("after", after == null ? 0 : number(after)).bind("state", state).bind("size", size + 1)
        .map((row, context) -> new RunItem(row.getInt("seq"), row.getLong("message_id"), row.getString("plan"),
            row.getString("state"), row.getString("result"), instant(row, "ended_at"))).list();
    boolean more = found.size() > size;
    List<RunItem> items = more ? List.copyOf(found.subList(0, size)) : found;
    return new Page<>(items, more ? Integer.toString(items.get(size - 1).seq()) : null);
  }

  private static void counts(Handle handle, List<ReplayRun> runs) {
    if (!runs.isEmpty()) {
      Map<Long, ReplayRun> byId = new LinkedHashMap<>();
      runs.forEach(run -> byId.put(run.id(), run));
      handle.createQuery("SELECT run_id, state, COUNT(*) AS n FROM replay_item WHERE run_id IN (<ids>)"
              + " GROUP BY run_id, state").bindList("ids", List.copyOf(byId.keySet()))
          .map((row, context) -> byId.get(row.getLong("run_id")).counts().put(row.getString("state"), row.getInt("n")))
          .list();
    }
  }

  private static void check(String state, List<String> states) {
    if (state != null && !states.contains(state)) {
      throw new Rejected(400, "state is '" + state + "', allowed are " + String.join(", ", states));
    }
  }

  private static int size(int limit) {
    return Math.max(1, Math.min(limit, LONGEST_PAGE));
  }

  private static long number(String after) {
    if (!after.matches("\\d{1,18}")) {
      throw new Rejected(400, "after is '" + after + "', allowed is the next of the part before");
    }
    return Long.parseLong(after);
  }

  private static ReplayRun run(ResultSet row) throws SQLException {
    Map<String, Integer> counts = new LinkedHashMap<>();
    ITEM_STATES.forEach(state -> counts.put(state, 0));
    return new ReplayRun(row.getLong("id"), instant(row, "created_at"), row.getString("actor"), row.getString("selection"),
        row.getInt("per_second"), row.getString("state"), row.getString("why"), counts, instant(row, "ended_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Store.instant(row.getObject(column, LocalDateTime.class));
  }
}
