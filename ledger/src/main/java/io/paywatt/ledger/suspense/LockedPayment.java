package io.paywatt.ledger.suspense;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * A payment whose row this transaction holds: nobody else moves or refunds it meanwhile.
 *
 * @param accountId whose account it is for, or null; while the payment is in suspense only what is known of it
 * @param meterId   meter paid for, or null
 * @param amount    minor units paid
 * @param refunded  minor units given back or on their way back
 * @param state     posted, parked or held
 * @param entryId   journal entry that holds the money, or null when it never was on our merchant account
 */
public record LockedPayment(long id, String provider, String transactionId, String topupId, Long accountId, Long meterId,
    long amount, long refunded, String currency, Instant paidAt, Instant receivedAt, String state, Long entryId) {

  /** @throws Rejected 404 when there is none, 409 when there is no money to dispose of */
  public static LockedPayment lock(Handle handle, long id) {
    LockedPayment payment = handle.createQuery("SELECT * FROM payment WHERE id = :id FOR UPDATE").bind("id", id)
        .map((row, context) -> of(row)).findOne()
        .orElseThrow(() -> new Rejected(404, "There is no payment " + id));
    if (payment.entryId() == null) {
      throw new Rejected(409, "payment " + id + " was never on our merchant account (not for this hub): there is no money"
          + " to move or refund here");
    }
    return payment;
  }

  /** Minor units that are neither given back nor on their way back. */
  public long left() {
    return amount - refunded;
  }

  /** Whether its money lies in suspense. */
  public boolean inSuspense() {
    return !state.equals("posted");
  }

  private static LockedPayment of(ResultSet row) throws SQLException {
    return new LockedPayment(row.getLong("id"), row.getString("provider"), row.getString("provider_transaction_id"),
        row.getString("topup_id"), row.getObject("account_id", Long.class), row.getObject("meter_id", Long.class),
        row.getLong("amount"), row.getLong("refunded"), row.getString("currency"),
        Store.instant(row.getObject("paid_at", LocalDateTime.class)),
        Store.instant(row.getObject("received_at", LocalDateTime.class)), row.getString("state"),
        row.getObject("entry_id", Long.class));
  }
}
