package io.paywatt.ledger.refund;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * A refund as the database knows it.
 *
 * @param amount    minor units
 * @param accountId whose balance it was taken off, or null: out of suspense
 * @param byHand    paid out by a person, never sent
 * @param nextOp    refund or refund-query
 * @param attempts  calls to the provider so far
 * @param entryId   journal entry that reserved the money
 */
record RefundRow(String id, long paymentId, String requestSha256, String provider, long amount, String currency,
    Long accountId, Long meterId, String reason, boolean byHand, String state, String nextOp, int attempts,
    String providerRefundId, long entryId) {

  boolean ended() {
    return state.equals("done") || state.equals("refused");
  }

  static Optional<RefundRow> find(Handle handle, String id) {
    return handle.createQuery("SELECT * FROM refund WHERE id = :id").bind("id", id).map((row, context) -> of(row)).findOne();
  }

  /** The caller holds the payment: payment first, refund second, so that nobody waits in a circle. */
  static RefundRow lock(Handle handle, String id) {
    return handle.createQuery("SELECT * FROM refund WHERE id = :id FOR UPDATE").bind("id", id)
        .map((row, context) -> of(row)).one();
  }

  static Optional<RefundRow> byKey(Handle handle, String idempotencyKey) {
    return handle.createQuery("SELECT * FROM refund WHERE idempotency_key = :key").bind("key", idempotencyKey)
        .map((row, context) -> of(row)).findOne();
  }

  /**
   * Notes how it stands; what has ended stays.
   *
   * @param due              when to call the provider again, or null: a person or a notice goes on
   * @param providerRefundId null keeps what is known
   */
  static void stands(Handle handle, String id, String state, String nextOp, Instant due, String providerRefundId,
      String detail) {
    handle.createUpdate("UPDATE refund SET state = :state, next_op = :op, due_at = :due, detail = :detail,"
            + " provider_refund_id = COALESCE(:ref, provider_refund_id)"
            + " WHERE id = :id AND state NOT IN ('done', 'refused')")
        .bind("id", id).bind("state", state).bind("op", nextOp).bind("due", Store.utc(due)).bind("detail", cut(detail))
        .bind("ref", providerRefundId).execute();
  }

  /** @param state done or refused @param entry the journal entry that ends it */
  static void end(Handle handle, String id, String state, long entry, String providerRefundId, String detail, Instant now) {
    handle.createUpdate("UPDATE refund SET state = :state, end_entry_id = :entry, ended_at = :now, due_at = NULL,"
            + " detail = :detail, provider_refund_id = COALESCE(:ref, provider_refund_id) WHERE id = :id")
        .bind("id", id).bind("state", state).bind("entry", entry).bind("now", Store.utc(now)).bind("detail", cut(detail))
        .bind("ref", providerRefundId).execute();
  }

  private static String cut(String text) {
    return text == null || text.length() <= 500 ? text : text.substring(0, 499) + "…";
  }

  static RefundRow of(ResultSet row) throws SQLException {
    return new RefundRow(row.getString("id"), row.getLong("payment_id"), row.getString("request_sha256"),
        row.getString("provider"), row.getLong("amount"), row.getString("currency"),
        row.getObject("account_id", Long.class), row.getObject("meter_id", Long.class), row.getString("reason"),
        row.getBoolean("by_hand"), row.getString("state"), row.getString("next_op"), row.getInt("attempts"),
        row.getString("provider_refund_id"), row.getLong("entry_id"));
  }
}
