package io.paywatt.ledger.replay;

import java.time.Duration;
import java.time.LocalDateTime;
import org.jdbi.v3.core.Handle;

/** What becomes of the items of a run, and of their messages. */
final class RunEnds {
  /** A node that gives no sign of life for so long has lost its run. */
  static final Duration LEASE = Duration.ofSeconds(60);
  /** A message that failed so often on replay, or took so many hubs with it, goes no more by itself. */
  static final int POISON = 3;
  /** So many in a row that fail stop the run: what is wrong is not in the messages. */
  private static final int MOST_FAILURES = 5;
  private static final String WAITS_AGAIN = "f.state = CASE WHEN f.again > 0 THEN 'failed-again' ELSE 'open' END";

  private RunEnds() {}

  static void end(Handle handle, ReplayItem item, boolean done, String result, LocalDateTime now) {
    int ended = handle.createUpdate("UPDATE replay_item SET state = :state, result = :result, ended_at = :now"
            + " WHERE run_id = :run AND message_id = :id AND state IN ('sent', 'queued')")
        .bind("run", item.run()).bind("id", item.id()).bind("state", done ? "done" : "failed").bind("result", cut(result))
        .bind("now", now).execute();
    if (ended == 0) {
      return;
    }
    message(handle, item.id(), done, result, now);
    handle.createUpdate("UPDATE replay_run SET failures = CASE WHEN :done THEN 0 ELSE failures + 1 END, leased_to = :lease,"
            + " moved_at = :now WHERE id = :run")
        .bind("run", item.run()).bind("done", done).bind("now", now).bind("lease", now.plus(LEASE)).execute();
    if (!done) {
      holdLater(handle, item, now);
      handle.createUpdate("UPDATE replay_run SET state = 'paused', why = :why WHERE id = :run AND state = 'running'"
              + " AND failures >= " + MOST_FAILURES)
          .bind("run", item.run()).bind("why", cut(MOST_FAILURES + " failed one after the other, the last: " + result))
          .execute();
    }
    endWhenEmpty(handle, item.run(), now);
  }

  private static void message(Handle handle, long id, boolean done, String result, LocalDateTime now) {
    if (done) {
      handle.createUpdate("UPDATE failed_message SET state = 'replayed', replay_result = :result, dealt_at = :now"
          + " WHERE id = :id").bind("id", id).bind("result", cut(result)).bind("now", now).execute();
    } else {
      handle.createUpdate("UPDATE failed_message SET state = CASE WHEN again + 1 >= " + POISON + " THEN 'quarantined'"
          + " ELSE 'failed-again' END, again = again + 1, replay_result = :result WHERE id = :id").bind("id", id)
          .bind("result", cut(result)).execute();
    }
  }

  /** The order of an account is kept: what comes after a message that failed does not overtake it. */
  private static void holdLater(Handle handle, ReplayItem item, LocalDateTime now) {
    giveBack(handle, item.run(), "held", "message " + item.id() + " of the same account or meter failed before it", now,
        "i.state IN ('queued', 'sent') AND i.order_key = (SELECT order_key FROM (SELECT order_key FROM replay_item"
            + " WHERE run_id = " + item.run() + " AND message_id = " + item.id() + ") failed)");
  }

  /** What has not gone waits on the desk again. @param which condition on items {@code i} */
  static void giveBack(Handle handle, long run, String state, String why, LocalDateTime now, String which) {
    String where = " WHERE i.run_id = :run AND " + which;
    handle.createUpdate("UPDATE failed_message f JOIN replay_item i ON i.message_id = f.id SET " + WAITS_AGAIN + where)
        .bind("run", run).execute();
    handle.createUpdate("UPDATE replay_item i SET i.state = :state, i.result = :why, i.ended_at = :now" + where)
        .bind("run", run).bind("state", state).bind("why", cut(why)).bind("now", now).execute();
  }

  static void endWhenEmpty(Handle handle, long run, LocalDateTime now) {
    handle.createUpdate("UPDATE replay_run SET state = 'done', ended_at = :now, leased_to = NULL WHERE id = :run"
            + " AND state IN ('running', 'paused') AND NOT EXISTS (SELECT 1 FROM replay_item i WHERE i.run_id = replay_run.id"
            + " AND i.state IN ('queued', 'sent'))").bind("run", run).bind("now", now).execute();
  }

  /** The column holds 500 characters. */
  static String cut(String text) {
    return text == null || text.length() <= 500 ? text : text.substring(0, 499) + "…";
  }
}
