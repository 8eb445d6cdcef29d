package io.paywatt.ledger.inquiry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import io.paywatt.ledger.payment.PaymentNotice;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * An inquiry as the database knows it, with what has become known beside it.
 *
 * @param attempts how often it was asked, this time included
 * @param response answer kept with the order, JSON, or null
 * @param paid     the order is paid or the payment is known: there is nothing to ask any more
 */
record InquiryRow(long id, boolean order, String provider, String orderId, String transactionId, String meter, Long amount,
    String currency, Instant paidAt, String source, String client, String state, String ask, int attempts,
    Instant endsAt, String answer, boolean disputed, byte[] notice, String response, boolean paid) {
  private static final String SELECT = "SELECT i.*, t.response, (i.kind = 'order' AND t.state = 'paid') OR p.id IS NOT NULL"
      + " AS known FROM inquiry i LEFT JOIN topup t ON t.id = i.order_id AND t.provider = i.provider"
      + " LEFT JOIN payment p ON p.provider = i.provider AND p.provider_transaction_id = i.transaction_id WHERE ";

  /** Locks what is due and not being worked on by another node, oldest first. */
  static List<InquiryRow> lockDue(Handle handle, int max, Instant now) {
    List<Long> ids = handle.createQuery("SELECT id FROM inquiry WHERE state = 'open' AND due_at <= :now"
            + " ORDER BY due_at LIMIT :max FOR UPDATE SKIP LOCKED")
        .bind("now", Store.utc(now)).bind("max", max).mapTo(Long.class).list();
    return ids.isEmpty() ? List.of() : handle.createQuery(SELECT + "i.id IN (<ids>) ORDER BY i.due_at")
        .bindList("ids", ids).map((row, context) -> of(row)).list();
  }

  /** Locks claims that waited for a statement in vain. */
  static List<InquiryRow> lockStatements(Handle handle, int max, Instant now) {
    return handle.createQuery("SELECT id FROM inquiry WHERE state = 'statement' AND due_at <= :now LIMIT :max"
            + " FOR UPDATE SKIP LOCKED")
        .bind("now", Store.utc(now)).bind("max", max).mapTo(Long.class).list().stream()
        .flatMap(id -> lock(handle, id).stream()).toList();
  }

  /** Whether the payment is known with the same money: then the door need not see it again. */
  static boolean isPosted(Handle handle, PaymentNotice notice) {
    return handle.createQuery("SELECT COUNT(*) FROM payment WHERE provider = :provider"
            + " AND provider_transaction_id = :transaction AND amount = :amount AND currency = :currency")
        .bind("provider", notice.provider()).bind("transaction", notice.transactionId())
        .bind("amount", notice.money().amount()).bind("currency", notice.money().currency())
        .mapTo(Integer.class).one() > 0;
  }

  /** Locks one, whatever its state. */
  static Optional<InquiryRow> lock(Handle handle, long id) {
    return handle.createQuery("SELECT id FROM inquiry WHERE id = :id FOR UPDATE").bind("id", id).mapTo(Long.class)
        .findOne().flatMap(found -> handle.createQuery(SELECT + "i.id = :id").bind("id", found)
            .map((row, context) -> of(row)).findOne());
  }

  /** Locks the claim for a transaction. */
  static Optional<InquiryRow> lockClaim(Handle handle, String provider, String subject) {
    return handle.createQuery("SELECT id FROM inquiry WHERE kind = 'claim' AND provider = :provider"
            + " AND subject = :subject FOR UPDATE")
        .bind("provider", provider).bind("subject", subject).mapTo(Long.class).findOne()
        .flatMap(id -> lock(handle, id));
  }

  /** What the provider needs to find the order or payment, JSON, or null. */
  String clientJson() {
    if (client != null || response == null) {
      return client;
    }
    var kept = Json.object(response).get("client");
    return kept == null || !kept.isObject() ? null : kept.toString();
  }

  /** The thing asked about, for people. */
  String words() {
    String what = order || transactionId == null && orderId != null ? "order " + orderId
        : transactionId == null ? "inquiry " + id : "transaction " + transactionId;
    return what + " of " + provider;
  }

  private static InquiryRow of(ResultSet row) throws SQLException {
    return new InquiryRow(row.getLong("id"), row.getString("kind").equals("order"), row.getString("provider"),
        row.getString("order_id"), row.getString("transaction_id"), row.getString("meter"),
        row.getObject("amount", Long.class), row.getString("currency"),
        Store.instant(row.getObject("paid_at", LocalDateTime.class)), row.getString("source"), row.getString("client"),
        row.getString("state"), row.getString("ask"), row.getInt("attempts"),
        Store.instant(row.getObject("ends_at", LocalDateTime.class)), row.getString("answer"),
        row.getBoolean("disputed"), row.getBytes("notice"), row.getString("response"), row.getBoolean("known"));
  }
}
