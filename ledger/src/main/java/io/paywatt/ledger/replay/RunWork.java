package io.paywatt.ledger.replay;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Hands items out. A run belongs to one node at a time, which takes its items one after the other; after a kill the same
 * node goes on at once, another one when the lease is over. What was on its way goes again: the door makes it a duplicate.
 */
final class RunWork {
  private static final String DIED = "a hub died with it";

  private RunWork() {}

  private record Run(long id, int perSecond, Instant nextAt) {}

  private record Next(int seq, long message) {}

  static List<ReplayItem> claim(Handle handle, String node, int most, Instant now) {
    forgetCancelled(handle, node, Store.utc(now));
    Run run = handle.createQuery("SELECT id, per_second, next_at FROM replay_run WHERE state = 'running'"
            + " AND (worker = :node OR leased_to IS NULL OR leased_to < :now) ORDER BY moved_at, id LIMIT 1"
            + " FOR UPDATE SKIP LOCKED").bind("node", node).bind("now", Store.utc(now))
        .map((row, context) -> new Run(row.getLong("id"), row.getInt("per_second"),
            Store.instant(row.getObject("next_at", LocalDateTime.class)))).findOne().orElse(null);
    return run == null ? List.of() : claim(handle, run, node, most, now);
  }

  private static List<ReplayItem> claim(Handle handle, Run run, String node, int most, Instant now) {
    takeBack(handle, run.id(), Store.utc(now));
    Slots slots = Slots.of(run.nextAt(), now, run.perSecond(), most);
    List<Next> next = handle.createQuery("SELECT seq, message_id FROM replay_item WHERE run_id = :run"
            + " AND state = 'queued' ORDER BY seq LIMIT :most").bind("run", run.id()).bind("most", slots.turns().size())
        .map((row, context) -> new Next(row.getInt("seq"), row.getLong("message_id"))).list();
    if (next.isEmpty()) {
      RunEnds.endWhenEmpty(handle, run.id(), Store.utc(now));
      return List.of();
    }
    Instant free = next.size() == slots.turns().size() ? slots.next() : slots.turns().get(next.size());
    handle.createUpdate("UPDATE replay_run SET next_at = :next, worker = :node, leased_to = :lease, moved_at = :now"
            + " WHERE id = :run").bind("run", run.id()).bind("next", Store.utc(free)).bind("node", node)
        .bind("lease", Store.utc(now.plus(RunEnds.LEASE))).bind("now", Store.utc(now)).execute();
    handle.createUpdate("UPDATE replay_item SET state = 'sent' WHERE run_id = :run AND seq IN (<seqs>)")
        .bind("run", run.id()).bindList("seqs", next.stream().map(Next::seq).toList()).execute();
    return read(handle, run, next, slots.turns(), Store.utc(now));
  }

  /** Items that a hub had when it died go first; one that has seen too many die is put aside. */
  private static void takeBack(Handle handle, long run, LocalDateTime now) {
    handle.createUpdate("UPDATE failed_message f JOIN replay_item i ON i.message_id = f.id SET f.state = 'quarantined',"
            + " f.replay_result = '" + DIED + "' WHERE i.run_id = :run AND i.state = 'sent' AND i.tries >= " + RunEnds.POISON)
        .bind("run", run).execute();
    handle.createUpdate("UPDATE replay_item SET state = 'failed', ended_at = :now, result = '" + DIED + "'"
            + " WHERE run_id = :run AND state = 'sent' AND tries >= " + RunEnds.POISON).bind("run", run).bind("now", now)
        .execute();
    handle.createUpdate("UPDATE replay_item SET state = 'queued' WHERE run_id = :run AND state = 'sent'").bind("run", run)
        .execute();
  }

  /** What a dead hub had of a run that was cancelled waits on the desk again. */
  private static void forgetCancelled(Handle handle, String node, LocalDateTime now) {
    handle.createQuery("SELECT id FROM replay_run WHERE state = 'cancelled' AND leased_to IS NOT NULL"
            + " AND (worker = :node OR leased_to < :now) FOR UPDATE SKIP LOCKED").bind("node", node).bind("now", now)
        .mapTo(Long.class).forEach(run -> {
          RunEnds.giveBack(handle, run, "cancelled", "the run was cancelled", now, "i.state = 'sent'");
          handle.createUpdate("UPDATE replay_run SET leased_to = NULL WHERE id = :run").bind("run", run).execute();
        });
  }

  private static List<ReplayItem> read(Handle handle, Run run, List<Next> next, List<Instant> turns, LocalDateTime now) {
    List<ReplayItem> items = new ArrayList<>();
    for (Next each : next) {
      Instant turn = turns.get(items.size());
      handle.createQuery("SELECT id, replay_to, content_type, headers, body FROM failed_message WHERE id = :id")
          .bind("id", each.message()).map((row, context) -> new ReplayItem(run.id(), row.getLong("id"),
              row.getString("replay_to"), row.getString("content_type"), FailedDesk.headers(row.getString("headers")),
              row.getBytes("body"), turn, run.perSecond())).findOne().ifPresent(items::add);
    }
    handle.createUpdate("UPDATE failed_message SET last_replay = :now, replays = replays + 1 WHERE id IN (<ids>)")
        .bind("now", now).bindList("ids", next.stream().map(Next::message).toList()).execute();
    return items;
  }
}
