package io.paywatt.ledger.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Puts commands into the queue. */
final class CommandQueue {
  // ON DUPLICATE KEY instead of IGNORE: IGNORE would hide every other fault as well
  private static final String INSERT = "INSERT INTO command (id, command_key, cause_no, meter_id, kind, payload, created_at,"
      + " due_at, not_before, expires_at, wanted_seq) VALUES %s ON DUPLICATE KEY UPDATE command_key = command_key";

  private CommandQueue() {}

  /** @return the commands that could not be queued, because their meter is unknown */
  static List<NewCommand> add(Handle handle, List<NewCommand> commands, Instant now) {
    Map<Long, String> known = makes(handle, commands);
    List<NewCommand> strangers = new ArrayList<>();
    Set<Long> relayMeters = new HashSet<>();
    List<Object[]> rows = new ArrayList<>();
    long latest = commands.stream().anyMatch(command -> command.cause() == null) ? latestEffect(handle) : 0;
    for (NewCommand command : commands) {
      if (!known.containsKey(command.meterId())) {
        strangers.add(command);
        continue;
      }
      if (!command.reaches(known.get(command.meterId()))) {
        continue;
      }
      if ("relay".equals(command.kind())) {
        relayMeters.add(command.meterId());
      }
      rows.add(new Object[] {UUID.randomUUID().toString(), command.key(),
          command.cause() == null ? latest : command.cause(), command.meterId(), command.kind(), command.body(),
          Store.utc(command.createdAt()), Store.utc(due(command, now)), Store.utc(command.notBefore()),
          Store.utc(command.expiresAt()), command.wantedSeq()});
    }
    Bulk.insert(handle, INSERT, rows);
    supersede(handle, relayMeters, now);
    return strangers;
  }

  private static long latestEffect(Handle handle) {
    return handle.createQuery("SELECT COALESCE(MAX(id), 0) FROM outbox").mapTo(Long.class).one();
  }

  private static Instant due(NewCommand command, Instant now) {
    return command.notBefore() != null && command.notBefore().isAfter(now) ? command.notBefore() : now;
  }

  /**
   * Gives up relay commands of an older decision than the one that stands now, and a second one for the same decision.
   * The decision counts, not the age of the row: hub nodes may dispatch two decisions in any order.
   */
  private static void supersede(Handle handle, Collection<Long> meterIds, Instant now) {
    if (meterIds.isEmpty()) {
      return;
    }
    Set<Long> served = new HashSet<>();
    List<String> stale = new ArrayList<>();
    handle.createQuery("SELECT c.id, c.meter_id, c.wanted_seq < s.wanted_seq AS old FROM command c"
            + " JOIN meter_state s ON s.meter_id = c.meter_id WHERE c.meter_id IN (<meters>)"
            + " AND c.state IN ('queued', 'sent') AND c.kind = 'relay' AND c.wanted_seq IS NOT NULL"
            + " ORDER BY c.state = 'sent' DESC, c.created_at")
        .bindList("meters", List.copyOf(meterIds))
        .map((row, context) -> new Open(row.getString("id"), row.getLong("meter_id"), row.getBoolean("old")))
        .forEach(open -> {
          if (open.old() || !served.add(open.meterId())) {
            stale.add(open.id());
          }
        });
    if (!stale.isEmpty()) {
      handle.createUpdate("UPDATE command SET state = 'expired', reason = 'superseded', ended_at = :now"
          + " WHERE id IN (<ids>) AND state IN ('queued', 'sent')").bindList("ids", stale).bind("now", Store.utc(now))
          .execute();
    }
  }

  /** Queues an ended command once more, under its id and key. @return false when there is no such command that has ended */
  static boolean again(Handle handle, String id, Instant expiresAt, Instant now) {
    return handle.createUpdate("UPDATE command SET state = 'queued', attempts = 0, due_at = :now, expires_at = :expires,"
            + " ended_at = NULL, reason = NULL WHERE id = :id AND state IN ('refused', 'failed', 'expired')")
        .bind("now", Store.utc(now)).bind("expires", Store.utc(expiresAt)).bind("id", id).execute() == 1;
  }

  private static Map<Long, String> makes(Handle handle, List<NewCommand> commands) {
    Set<Long> ids = new HashSet<>();
    commands.forEach(command -> ids.add(command.meterId()));
    Map<Long, String> makes = new HashMap<>();
    if (!ids.isEmpty()) {
      handle.createQuery("SELECT id, make FROM meter WHERE id IN (<ids>)").bindList("ids", List.copyOf(ids))
          .map((row, context) -> makes.put(row.getLong("id"), row.getString("make"))).list();
    }
    return makes;
  }

  /** A relay command on its way. @param old whether its decision was overtaken */
  private record Open(String id, long meterId, boolean old) {}
}
