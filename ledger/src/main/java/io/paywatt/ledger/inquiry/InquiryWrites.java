package io.paywatt.ledger.inquiry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.failed.FailedMessage;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of an inquiry. */
final class InquiryWrites {
  /** Door for an inquiry that a person sends round again from the desk. */
  private static final String DOOR = "inquiry-again";
  private static final Logger LOG = LoggerFactory.getLogger(InquiryWrites.class);
  private static final int LONGEST_NOTE = 500;

  private InquiryWrites() {}

  /** An order that is to be watched. @param due first question @param ends when it is closed */
  static void addOrder(Handle handle, String order, String provider, String meter, long amount, String currency,
      Instant now, Instant due, Instant ends) {
    handle.createUpdate("INSERT IGNORE INTO inquiry (kind, provider, subject, order_id, meter, amount, currency, state,"
            + " due_at, ends_at, created_at) VALUES ('order', :provider, :subject, :order, :meter, :amount, :currency,"
            + " 'open', :due, :ends, :now)")
        .bind("provider", provider).bind("subject", "order:" + order).bind("order", order).bind("meter", meter)
        .bind("amount", amount).bind("currency", currency).bind("due", Store.utc(due)).bind("ends", Store.utc(ends))
        .bind("now", Store.utc(now)).execute();
  }

  /** @param state open or statement @return whether it is new */
  static boolean addClaim(Handle handle, Claim claim, String state, Instant now, Instant ends) {
    return handle.createUpdate("INSERT IGNORE INTO inquiry (kind, provider, subject, order_id, transaction_id, meter,"
            + " amount, currency, paid_at, source, client, raw, state, due_at, ends_at, created_at) VALUES ('claim',"
            + " :provider, :subject, :order, :transaction, :meter, :amount, :currency, :paidAt, :source, :client, :raw,"
            + " :state, :due, :ends, :now)")
        .bind("provider", claim.provider()).bind("subject", claim.subject()).bind("order", claim.orderId())
        .bind("transaction", claim.transactionId()).bind("meter", claim.meter()).bind("amount", claim.amount())
        .bind("currency", claim.currency()).bind("paidAt", Store.utc(claim.paidAt())).bind("source", claim.source())
        .bind("client", claim.client()).bind("raw", claim.raw()).bind("state", state).bind("ends", Store.utc(ends))
        .bind("due", Store.utc(state.equals("open") ? now : ends)).bind("now", Store.utc(now)).execute() > 0;
  }

  /** Hands them to this node; if it dies, they are due again. */
  static void lease(Handle handle, List<Long> ids, Instant now, Instant until) {
    handle.createUpdate("UPDATE inquiry SET due_at = :until, asked_at = :now, attempts = attempts + 1 WHERE id IN (<ids>)")
        .bind("until", Store.utc(until)).bind("now", Store.utc(now)).bindList("ids", ids).execute();
  }

  /** @param state paid, closed or given-up @param note for people, or null: what is there stays */
  static void end(Handle handle, List<Long> ids, String state, String note, Instant now) {
    handle.createUpdate("UPDATE inquiry SET state = :state, note = COALESCE(:note, note), ended_at = :now,"
            + " unanswered_since = NULL WHERE id IN (<ids>)")
        .bind("state", state).bind("note", cut(note)).bind("now", Store.utc(now)).bindList("ids", ids).execute();
  }

  /** Asked again later. @param answer paid, unpaid, closed, unknown or none @param ask query or close */
  static void later(Handle handle, InquiryRow row, String answer, String ask, String note, Instant now, Instant due) {
    handle.createUpdate("UPDATE inquiry SET answer = :answer, ask = :ask, due_at = :due, note = COALESCE(:note, note),"
            + " unanswered_since = CASE WHEN :answer <> 'none' THEN NULL ELSE COALESCE(unanswered_since, :now) END"
            + " WHERE id = :id")
        .bind("answer", answer).bind("ask", ask).bind("due", Store.utc(due)).bind("note", cut(note))
        .bind("now", Store.utc(now)).bind("id", row.id()).execute();
  }

  /** The provider can't be asked: its statement has to say. */
  static void toStatement(Handle handle, InquiryRow row, Instant ends) {
    handle.createUpdate("UPDATE inquiry SET state = 'statement', due_at = :ends, ends_at = :ends WHERE id = :id")
        .bind("ends", Store.utc(ends)).bind("id", row.id()).execute();
  }

  /** The order is over, unless it was paid meanwhile. */
  static void closeOrder(Handle handle, InquiryRow row, String note, Instant now) {
    int closed = handle.createUpdate("UPDATE topup SET state = 'closed', claimed_at = NULL WHERE id = :id"
        + " AND state <> 'paid'").bind("id", row.orderId()).execute();
    end(handle, List.of(row.id()), closed > 0 ? "closed" : "paid", note, now);
    LOG.info("Order {} of {} is closed: {}", row.orderId(), row.provider(), note);
  }

  /** Nothing more to ask: a person has to look. */
  static void giveUp(Handle handle, InquiryRow row, String why, Instant now) {
    end(handle, List.of(row.id()), "given-up", why, now);
    ObjectNode body = Json.object().put("inquiry", row.id()).put("provider", row.provider())
        .put("transactionId", row.transactionId()).put("orderId", row.orderId()).put("meter", row.meter())
        .put("amount", row.amount()).put("currency", row.currency())
        .put("paidAt", row.paidAt() == null ? null : row.paidAt().toString()).put("source", row.source());
    String route = row.order() ? "order-watch" : "payment-claim";
    long item = FailedDesk.add(handle, new FailedMessage(route, null, null, DOOR, "application/json",
        Map.of("provider", row.provider()), body.toString().getBytes(StandardCharsets.UTF_8), new Rejected(422, why)), now);
    LOG.warn("{}: given up, on the desk as message {}: {}", row.words(), item, why);
  }

  private static String cut(String note) {
    return note == null || note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 3) + "...";
  }
}
