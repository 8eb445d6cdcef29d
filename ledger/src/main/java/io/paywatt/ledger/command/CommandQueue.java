package io.paywatt.ledger.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Puts commands into the queue. */
final class CommandQueue {
  private CommandQueue() {}

  /** @return the commands that could not be queued, because their meter is unknown */
  static List<NewCommand> add(Handle handle, List<NewCommand> commands, Instant now) {
    Set<Long> known = knownMeters(handle, commands);
    List<NewCommand> strangers = new ArrayList<>();
    Set<Long> relayMeters = new HashSet<>();
    // ON DUPLICATE KEY instead of IGNORE: IGNORE would hide every other fault as well
    var batch = handle.prepareBatch("INSERT INTO command (id, command_key, meter_id, kind, payload, created_at, due_at,"
        + " not_before, expires_at, wanted_seq) VALUES (:id, :key, :meter, :kind, :body, :created,"
        + " GREATEST(:now, COALESCE(:from, :now)), :from, :expires, :seq)"
        + " ON DUPLICATE KEY UPDATE command_key = command_key");
    for (NewCommand command : commands) {
      if (!known.contains(command.meterId())) {
        strangers.add(command);
        continue;
      }
      if ("relay".equals(command.kind())) {
        relayMeters.add(command.meterId());
      }
      batch.bind("id", UUID.randomUUID().toString()).bind("key", command.key()).bind("meter", command.meterId())
          .bind("kind", command.kind()).bind("body", command.body())
          .bind("created", Store.utc(command.createdAt())).bind("now", Store.utc(now))
          .bind("from", Store.utc(command.notBefore()))
          .bind("expires", Store.utc(command.expiresAt())).bind("seq", command.wantedSeq()).add();
    }
    if (batch.size() > 0) {
      batch.execute();
    }
    supersede(handle, relayMeters, now);
    return strangers;
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

  private static Set<Long> knownMeters(Handle handle, List<NewCommand> commands) {
    Set<Long> ids = new HashSet<>();
    commands.forEach(command -> ids.add(command.meterId()));
    return ids.isEmpty() ? Set.of() : handle.createQuery("SELECT id FROM meter WHERE id IN (<ids>)")
        .bindList("ids", List.copyOf(ids)).mapTo(Long.class).set();
  }

  /** A relay command on its way. @param old whether its decision was overtaken */
  private record Open(String id, long meterId, boolean old) {}
}
