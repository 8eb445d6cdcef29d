package io.paywatt.ledger.refund;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Refunds as people see them. */
final class RefundReads {
  private static final String SELECT = "SELECT r.*, p.provider_transaction_id AS transaction, p.amount AS paid,"
      + " p.refunded, a.number FROM refund r JOIN payment p ON p.id = r.payment_id"
      + " LEFT JOIN account a ON a.id = r.account_id";

  private RefundReads() {}

  static Optional<Refund> get(Handle handle, long paymentId, String id) {
    return handle.createQuery(SELECT + " WHERE r.id = :id AND r.payment_id = :payment").bind("id", id)
        .bind("payment", paymentId).map((row, context) -> of(row)).findOne();
  }

  /** Of one payment, oldest first. */
  static List<Refund> of(Handle handle, long paymentId) {
    return handle.createQuery(SELECT + " WHERE r.payment_id = :payment ORDER BY r.created_at, r.id")
        .bind("payment", paymentId).map((row, context) -> of(row)).list();
  }

  private static Refund of(ResultSet row) throws SQLException {
    return new Refund(row.getString("id"), row.getLong("payment_id"), row.getString("provider"),
        row.getString("transaction"), row.getLong("amount"), row.getString("currency"), row.getString("number"),
        row.getString("state"), row.getBoolean("by_hand"), row.getString("reason"), row.getString("provider_refund_id"),
        row.getString("detail"), row.getString("actor"), row.getLong("paid"), row.getLong("refunded"),
        at(row, "created_at"), at(row, "due_at"), at(row, "ended_at"));
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return Store.instant(row.getObject(column, LocalDateTime.class));
  }
}
