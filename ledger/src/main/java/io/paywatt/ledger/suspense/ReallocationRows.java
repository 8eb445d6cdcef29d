package io.paywatt.ledger.suspense;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.suspense.Reallocation.Place;
import org.jdbi.v3.core.Handle;

/** Rows of reallocation. */
final class ReallocationRows {
  private static final String SELECT = "SELECT r.*, fa.number AS from_number, fm.serial AS from_serial,"
      + " ta.number AS to_number, tm.serial AS to_serial FROM reallocation r"
      + " LEFT JOIN account fa ON fa.id = r.from_account_id LEFT JOIN meter fm ON fm.id = r.from_meter_id"
      + " JOIN account ta ON ta.id = r.to_account_id JOIN meter tm ON tm.id = r.to_meter_id";

  /** What was made for a key. */
  record Known(long id, String requestSha256) {}

  private ReallocationRows() {}

  static Optional<Known> byKey(Handle handle, String key) {
    return handle.createQuery("SELECT id, request_sha256 FROM reallocation WHERE idempotency_key = :key").bind("key", key)
        .map((row, context) -> new Known(row.getLong("id"), row.getString("request_sha256"))).findOne();
  }

  static long add(Handle handle, LockedPayment payment, Target target, MoveBooks.Moved moved, String key, String sha256,
      String reason, String actor, Instant now) {
    return handle.createUpdate("INSERT INTO reallocation (payment_id, idempotency_key, request_sha256, amount, currency,"
            + " from_account_id, from_meter_id, to_account_id, to_meter_id, reason, actor, reversal_entry_id, entry_id,"
            + " created_at) VALUES (:payment, :key, :sha, :amount, :currency, :fromAccount, :fromMeter, :toAccount, :toMeter,"
            + " :reason, :actor, :reversal, :entry, :now)")
        .bind("payment", payment.id()).bind("key", key).bind("sha", sha256).bind("amount", payment.left())
        .bind("currency", payment.currency()).bind("fromAccount", payment.inSuspense() ? null : payment.accountId())
        .bind("fromMeter", payment.inSuspense() ? null : payment.meterId()).bind("toAccount", target.accountId())
        .bind("toMeter", target.meterId()).bind("reason", reason).bind("actor", actor)
        .bind("reversal", moved.reversal()).bind("entry", moved.entry()).bind("now", Store.utc(now))
        .executeAndReturnGeneratedKeys("id").mapTo(Long.class).one();
  }

  static Reallocation get(Handle handle, long id) {
    return handle.createQuery(SELECT + " WHERE r.id = :id").bind("id", id).map((row, context) -> of(row)).one();
  }

  /** Of one payment, oldest first. */
  static List<Reallocation> of(Handle handle, long paymentId) {
    return handle.createQuery(SELECT + " WHERE r.payment_id = :payment ORDER BY r.id").bind("payment", paymentId)
        .map((row, context) -> of(row)).list();
  }

  private static Reallocation of(ResultSet row) throws SQLException {
    return new Reallocation(row.getLong("id"), row.getLong("payment_id"), row.getLong("amount"),
        row.getString("currency"), new Place(row.getString("from_number"), row.getString("from_serial")),
        new Place(row.getString("to_number"), row.getString("to_serial")), row.getString("reason"), row.getString("actor"),
        Store.instant(row.getObject("created_at", LocalDateTime.class)));
  }
}
