package io.paywatt.ledger.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.payment.Forecast;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Replays of failed messages. A dry run says what would happen; a run has its set fixed when it is confirmed, lives in the
 * database and is carried out by a hub, item by item: at a rate, in the order in which the messages of an account failed.
 */
public final class ReplayRuns {
  /** Items a second, when nothing else is said. */
  public static final int USUAL_RATE = 20;
  /** Most items a second. */
  public static final int MOST_RATE = 200;

  private final Store store;
  private final Planner planner;

  /** @param door what the door for money would do with notices in this order */
  public ReplayRuns(Store store, Function<List<byte[]>, List<Forecast>> door) {
    this.store = store;
    this.planner = new Planner(store, door);
  }

  /** Dry run; nothing is written. @throws Rejected 400 or 422 for a selection that can't be */
  public ReplayPlan plan(Selection selection) {
    return planner.plan(selection);
  }

  /**
   * Fixes the set and starts the run. What can't go is in it as held, with why; when nothing can, there is no run.
   *
   * @param perSecond 1 to 200
   * @throws Rejected as {@link #plan}, 422 for another rate
   */
  public ReplayStarted start(Selection selection, int perSecond, String actor) {
    if (perSecond < 1 || perSecond > MOST_RATE) {
      throw new Rejected(422, "perSecond is " + perSecond + ", allowed are 1 to " + MOST_RATE);
    }
    ReplayPlan plan = planner.plan(selection);
    return store.inTransaction(handle -> fix(handle, selection, perSecond, plan, actor));
  }

  /** Newest first. @param state running, paused, cancelled or done, or null @throws Rejected 400 for another one */
  public Page<ReplayRun> list(String state, int limit, String after) {
    return list(state, null, limit, after);
  }

  /** The same, only those that somebody started. @param actor or null: anybody */
  public Page<ReplayRun> list(String state, String actor, int limit, String after) {
    return store.read(handle -> RunReads.list(handle, state, actor, limit, after));
  }

  /** One run. @throws Rejected 404 when there is none */
  public ReplayRun get(long id) {
    return store.read(handle -> RunReads.get(handle, id));
  }

  /** Its items in their order. @param state one of theirs, or null for all @throws Rejected 404 or 400 */
  public Page<RunItem> items(long id, String state, int limit, String after) {
    return store.read(handle -> RunReads.items(handle, id, state, limit, after));
  }

  /** Stops it until {@link #resume}: the message on its way is the last. @throws Rejected 404, 409 unless it runs */
  public ReplayRun pause(long id, String actor) {
    return change(id, "paused", "by " + actor, actor, List.of("running"));
  }

  /** Goes on with it. @throws Rejected 404, 409 unless it is paused */
  public ReplayRun resume(long id, String actor) {
    return change(id, "running", null, actor, List.of("paused"));
  }

  /** Ends it; what has not gone waits on the desk again. @throws Rejected 404, 409 when it has ended */
  public ReplayRun cancel(long id, String actor) {
    return change(id, "cancelled", "by " + actor, actor, List.of("running", "paused"));
  }

  /** Takes the next items of a run, for this node alone; they go one after the other. @param node name of the hub node */
  public List<ReplayItem> claim(String node, int most) {
    return store.inTransaction(handle -> RunWork.claim(handle, node, most, store.now()));
  }

  /**
   * To be asked right before the item goes: one before it may have failed, or the run was paused or cancelled. Counts the
   * try, so that a message that takes hubs with it is known.
   */
  public boolean goes(ReplayItem item) {
    return store.inTransaction(handle -> handle.createUpdate("UPDATE replay_item i JOIN replay_run r ON r.id = i.run_id"
        + " SET i.tries = i.tries + 1 WHERE r.id = :run AND r.state = 'running' AND i.message_id = :id AND i.state = 'sent'")
        .bind("run", item.run()).bind("id", item.id()).execute()) == 1;
  }

  /** The item went through. @param result what it brought, for the clerk */
  public void done(ReplayItem item, String result) {
    end(item, true, result);
  }

  /** The item failed once more. @param result why, for the clerk */
  public void failed(ReplayItem item, String result) {
    end(item, false, result);
  }

  private void end(ReplayItem item, boolean done, String result) {
    store.inTransaction(handle -> {
      RunEnds.end(handle, item, done, result, Store.utc(store.now()));
      return null;
    });
  }

  private ReplayStarted fix(Handle handle, Selection selection, int perSecond, ReplayPlan plan, String actor) {
    Map<Long, Candidate> now = new HashMap<>();
    Candidate.read(handle, plan.items().stream().map(ReplayPlan.Item::id).toList(), true)
        .forEach(each -> now.put(each.id(), each));
    List<Long> started = plan.items().stream().filter(item -> item.goes() && now.containsKey(item.id())
        && now.get(item.id()).whyNot() == null).map(ReplayPlan.Item::id).toList();
    if (started.isEmpty()) {
      return new ReplayStarted(null, started, plan);
    }
    var at = Store.utc(store.now());
    long run = handle.createUpdate("INSERT INTO replay_run (created_at, actor, selection, per_second, state, next_at, moved_at)"
            + " VALUES (:now, :actor, :selection, :rate, 'running', :now, :now)")
        .bind("now", at).bind("actor", actor).bind("selection", Json.write(selection)).bind("rate", perSecond)
        .executeAndReturnGeneratedKeys("id").mapTo(Long.class).one();
    Set<Long> goes = new HashSet<>(started);
    List<Object[]> rows = new ArrayList<>();
    for (ReplayPlan.Item item : plan.items()) {
      Candidate each = now.get(item.id());
      boolean sent = goes.contains(item.id());
      rows.add(new Object[] {run, rows.size() + 1, item.id(), each == null ? null : each.orderKey(), item.action(),
          sent ? "queued" : "held", sent ? null : RunEnds.cut(item.goes() ? "it changed meanwhile" : item.why())});
    }
    Bulk.insert(handle, "INSERT INTO replay_item (run_id, seq, message_id, order_key, plan, state, result) VALUES %s", rows);
    Bulk.update(handle, "UPDATE failed_message SET state = 'replaying', last_replay = NULL, replay_result = NULL"
        + " WHERE id IN (%s)", started);
    Audit.add(handle, actor, "replay", "replay-run:" + run, Json.write(Map.of("messages", started.size(),
        "selection", selection, "counts", plan.counts(), "money", plan.money())));
    return new ReplayStarted(RunReads.get(handle, run), started, plan);
  }

  private ReplayRun change(long id, String state, String why, String actor, List<String> from) {
    return store.inTransaction(handle -> {
      String now = handle.createQuery("SELECT state FROM replay_run WHERE id = :id FOR UPDATE").bind("id", id)
          .mapTo(String.class).findOne().orElseThrow(() -> new Rejected(404, "There is no replay run " + id));
      if (!from.contains(now)) {
        throw new Rejected(409, "Replay run " + id + " is " + now + ", allowed is " + String.join(", ", from));
      }
      handle.createUpdate("UPDATE replay_run SET state = :state, why = :why, failures = 0, moved_at = :now,"
              + " ended_at = CASE WHEN :state = 'cancelled' THEN :now END WHERE id = :id")
          .bind("id", id).bind("state", state).bind("why", RunEnds.cut(why)).bind("now", Store.utc(store.now())).execute();
      if (state.equals("cancelled")) {
        RunEnds.giveBack(handle, id, "cancelled", "the run was cancelled", Store.utc(store.now()), "i.state = 'queued'");
      }
      Audit.change(handle, actor, "replay-" + state, "replay-run:" + id, now, state, null);
      return RunReads.get(handle, id);
    });
  }
}
