package io.paywatt.ledger.failed;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Puts items back through their doors. The set is fixed at the start, so what fails meanwhile is not swept along. */
final class Replays {
  /** A replay in progress is handed out again after this: the hub that had it died. */
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final int MOST_IDS = 1000;

  private Replays() {}

  static ReplayPlan plan(Handle handle, List<Long> ids, boolean lock) {
    if (ids == null || ids.isEmpty() || ids.size() > MOST_IDS) {
      throw new Rejected(400, "ids has " + (ids == null ? 0 : ids.size()) + " items, allowed are 1 to " + MOST_IDS);
    }
    Map<Long, Door> found = new HashMap<>();
    handle.createQuery("SELECT id, state, replay_to FROM failed_message WHERE id IN (<ids>) ORDER BY id"
            + (lock ? " FOR UPDATE" : ""))
        .bindList("ids", ids)
        .map((row, context) -> new Door(row.getLong("id"), row.getString("state"), row.getString("replay_to")))
        .forEach(door -> found.put(door.id(), door));
    return new ReplayPlan(new LinkedHashSet<>(ids).stream().map(id -> item(id, found.get(id))).toList());
  }

  static ReplayStarted start(Handle handle, List<Long> ids, String actor, Instant now) {
    ReplayPlan plan = plan(handle, ids, true);
    List<Long> started = plan.items().stream().filter(item -> item.why() == null).map(ReplayPlan.Item::id).toList();
    if (!started.isEmpty()) {
      handle.createUpdate("UPDATE failed_message SET state = 'replaying', last_replay = NULL, replay_result = NULL"
          + " WHERE id IN (<ids>)").bindList("ids", started).execute();
      handle.createUpdate("INSERT INTO audit (at, actor, action, subject, detail)"
              + " VALUES (:now, :actor, 'replay', :subject, :detail)")
          .bind("now", Store.utc(now)).bind("actor", Parking.cut(actor, 120))
          .bind("subject", started.size() + " failed message(s)").bind("detail", Json.write(Map.of("ids", started)))
          .execute();
    }
    return new ReplayStarted(started, plan);
  }

  static List<ReplayItem> claim(Handle handle, int max, Instant now) {
    List<ReplayItem> items = handle.createQuery("SELECT id, replay_to, content_type, headers, body FROM failed_message"
            + " WHERE state = 'replaying' AND (last_replay IS NULL OR last_replay < :dead)"
            + " ORDER BY failed_at, id LIMIT :max FOR UPDATE SKIP LOCKED")
        .bind("dead", Store.utc(now.minus(LEASE))).bind("max", max)
        .map((row, context) -> new ReplayItem(row.getLong("id"), row.getString("replay_to"),
            row.getString("content_type"), FailedReads.headers(row.getString("headers")), row.getBytes("body")))
        .list();
    if (!items.isEmpty()) {
      handle.createUpdate("UPDATE failed_message SET last_replay = :now, replays = replays + 1 WHERE id IN (<ids>)")
          .bind("now", Store.utc(now)).bindList("ids", items.stream().map(ReplayItem::id).toList()).execute();
    }
    return items;
  }

  /** Ends a replay; an item that is not being replayed stays as it is. */
  static void end(Handle handle, long id, String state, String result) {
    handle.createUpdate("UPDATE failed_message SET state = :state, replay_result = :result"
            + " WHERE id = :id AND state = 'replaying'")
        .bind("id", id).bind("state", state).bind("result", Parking.cut(result, 500)).execute();
  }

  private static ReplayPlan.Item item(long id, Door door) {
    String why = whyNot(door);
    return new ReplayPlan.Item(id, why == null ? "replay" : "held", why == null ? door.replayTo() : null, why);
  }

  private static String whyNot(Door door) {
    if (door == null) {
      return "there is no such item";
    }
    return switch (door.state()) {
      case "replaying" -> "it is being replayed";
      case "replayed" -> "it was replayed";
      default -> door.replayTo() == null ? "it has no door to go in again" : null;
    };
  }

  private record Door(long id, String state, String replayTo) {}
}
