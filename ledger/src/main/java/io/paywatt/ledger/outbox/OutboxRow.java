package io.paywatt.ledger.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** An effect that waits, locked for this transaction. */
record OutboxRow(long id, String key, String kind, String payload, int attempts, Instant createdAt) {
  private static final String SELECT = "SELECT id, effect_key, kind, payload, attempts, created_at FROM outbox"
      + " WHERE done_at IS NULL";

  /** The oldest due rows that no other hub node has. */
  static List<OutboxRow> due(Handle handle, int max, Instant now) {
    return handle.createQuery(SELECT + " AND due_at <= :now ORDER BY due_at, id LIMIT :max FOR UPDATE SKIP LOCKED")
        .bind("now", Store.utc(now)).bind("max", max).map((row, context) -> of(row)).list();
  }

  /** This row, if it is neither done nor taken. */
  static List<OutboxRow> lock(Handle handle, long id) {
    return handle.createQuery(SELECT + " AND id = :id FOR UPDATE SKIP LOCKED").bind("id", id)
        .map((row, context) -> of(row)).list();
  }

  private static OutboxRow of(ResultSet row) throws SQLException {
    return new OutboxRow(row.getLong("id"), row.getString("effect_key"), row.getString("kind"),
        row.getString("payload"), row.getInt("attempts"),
        Store.instant(row.getObject("created_at", LocalDateTime.class)));
  }
}
