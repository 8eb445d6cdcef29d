package io.paywatt.ledger.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.outbox.Outbox;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Tells the administrators what needs a look at the desk: a cause that is new, that comes in a spike, or that failed again on
 * replay, and a run that does not go on. One message a group, or run, and hour, by the key of the effect. Safe on several
 * nodes at a time. Bean {@code deskWatch} of the routes.
 */
public final class DeskWatch {
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final Duration LOOK = Duration.ofMinutes(10);
  private static final Duration STUCK = Duration.ofMinutes(5);
  /** So many in ten minutes, and five times the mean of the day before, are a spike. */
  private static final int SPIKE = 20;
  private static final String NEW = "SELECT g.id, g.route_id, g.message, COUNT(*) AS n FROM failed_group g"
      + " JOIN failed_message f ON f.group_id = g.id WHERE g.first_at > :since GROUP BY g.id";
  private static final String SPIKES = "SELECT g.id, g.route_id, g.message, r.n FROM (SELECT group_id, COUNT(*) AS n"
      + " FROM failed_message WHERE failed_at > :since AND group_id IS NOT NULL GROUP BY group_id HAVING n >= " + SPIKE
      + ") r JOIN failed_group g ON g.id = r.group_id WHERE r.n * 144 > 5 * (SELECT COUNT(*) FROM failed_message d"
      + " WHERE d.group_id = r.group_id AND d.failed_at BETWEEN :day AND :since)";
  private static final String AGAIN = "SELECT g.id, g.route_id, g.message, COUNT(*) AS n FROM failed_message f"
      + " JOIN failed_group g ON g.id = f.group_id WHERE f.state IN ('failed-again', 'quarantined')"
      + " AND f.last_replay > :since GROUP BY g.id";

  private final Store store;

  public DeskWatch(Store store) {
    this.store = store;
  }

  /** One look. */
  public void run() {
    Instant now = store.now();
    store.inTransaction(handle -> {
      tell(handle, "desk-new-group", NEW, now.minus(WINDOW), now);
      tell(handle, "desk-spike", SPIKES, now.minus(LOOK), now);
      tell(handle, "desk-failed-again", AGAIN, now.minus(LOOK), now);
      stuck(handle, now);
      return null;
    });
  }

  private static void tell(Handle handle, String kind, String sql, Instant since, Instant now) {
    var query = handle.createQuery(sql).bind("since", Store.utc(since));
    if (sql.contains(":day")) {
      query.bind("day", Store.utc(since.minus(Duration.ofDays(1))));
    }
    List<Outbox.Effect> alerts = query.map((row, context) -> effect("group:" + row.getLong("id"), kind,
        Json.object().put("group", row.getLong("id")).put("count", row.getLong("n")).put("route", row.getString("route_id"))
            .put("message", RunEnds.cut(row.getString("message"))).put("at", now.toString()), now)).list();
    Outbox.add(handle, alerts, now);
  }

  private static void stuck(Handle handle, Instant now) {
    Outbox.add(handle, handle.createQuery("SELECT id, state, why FROM replay_run WHERE failures > 0 AND state = 'paused'"
            + " OR state = 'running' AND moved_at < :before").bind("before", Store.utc(now.minus(STUCK)))
        .map((row, context) -> effect("run:" + row.getLong("id"), "desk-run-stuck", Json.object()
            .put("run", row.getLong("id")).put("state", row.getString("state"))
            .put("message", row.getString("why") == null ? "no hub goes on with it" : row.getString("why"))
            .put("at", now.toString()), now)).list(), now);
  }

  private static Outbox.Effect effect(String about, String kind, ObjectNode params, Instant now) {
    ObjectNode notice = Json.object().put("kind", kind).putNull("accountId").putNull("meterId");
    notice.set("params", params);
    return new Outbox.Effect("desk:" + about + ":" + now.getEpochSecond() / WINDOW.toSeconds(), Outbox.Kind.NOTICE,
        Json.write(notice));
  }
}
