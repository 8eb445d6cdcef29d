package io.paywatt.ledger.sms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Rows of inbound_sms. */
final class SmsRows {
  private static final int LONGEST_DETAIL = 500;

  private SmsRows() {}

  /** What is known of a message. */
  record Known(long id, String outcome) {}

  static Optional<Known> lock(Handle handle, InboundSms sms) {
    return handle.createQuery("SELECT id, outcome FROM inbound_sms WHERE door = :door AND message_id = :message FOR UPDATE")
        .bind("door", sms.door()).bind("message", sms.messageId())
        .map((row, context) -> new Known(row.getLong("id"), row.getString("outcome"))).findOne();
  }

  static void add(Handle handle, InboundSms sms, Sender sender, Decision decision, Instant now) {
    handle.createUpdate("INSERT INTO inbound_sms (door, message_id, sender, recipient, text, received_at, outcome, detail,"
            + " act, act_body, act_due_at) VALUES (:door, :message, :sender, :recipient, :text, :received, :outcome,"
            + " :detail, :act, :body, :due)")
        .bind("door", sms.door()).bind("message", sms.messageId()).bind("sender", sender.shown())
        .bind("recipient", sms.to()).bind("text", sms.text()).bind("received", Store.utc(sms.receivedAt()))
        .bind("outcome", decision.outcome()).bind("detail", cut(decision.detail())).bind("act", decision.act())
        .bind("body", decision.actBody()).bind("due", decision.act() == null ? null : Store.utc(now)).execute();
  }

  /** A parked message was decided anew. */
  static void decidedAgain(Handle handle, long id, Decision decision, Instant now) {
    handle.createUpdate("UPDATE inbound_sms SET outcome = :outcome, detail = :detail, act = :act, act_body = :body,"
            + " act_due_at = :due, attempts = 0 WHERE id = :id")
        .bind("id", id).bind("outcome", decision.outcome()).bind("detail", cut(decision.detail()))
        .bind("act", decision.act()).bind("body", decision.actBody())
        .bind("due", decision.act() == null ? null : Store.utc(now)).execute();
  }

  static Optional<InboundSms> find(Handle handle, long id) {
    return handle.createQuery("SELECT door, message_id, sender, recipient, text, received_at FROM inbound_sms WHERE id = :id")
        .bind("id", id).map((row, context) -> new InboundSms(row.getString("door"), row.getString("message_id"),
            row.getString("sender"), row.getString("recipient"), row.getString("text"),
            Store.instant(row.getObject("received_at", java.time.LocalDateTime.class)))).findOne();
  }

  /** Takes acts that are due; they come again at {@code again} unless they are reported on. */
  static List<SmsAct> claimActs(Handle handle, int max, Instant now, Instant again) {
    List<SmsAct> due = handle.createQuery("SELECT id, act, act_body FROM inbound_sms WHERE act_due_at <= :now"
            + " ORDER BY act_due_at LIMIT :max FOR UPDATE SKIP LOCKED").bind("now", Store.utc(now)).bind("max", max)
        .map((row, context) -> new SmsAct(row.getLong("id"), row.getString("act"), row.getString("act_body"))).list();
    if (!due.isEmpty()) {
      handle.createUpdate("UPDATE inbound_sms SET attempts = attempts + 1, act_due_at = :again WHERE id IN (<ids>)")
          .bind("again", Store.utc(again)).bindList("ids", due.stream().map(SmsAct::id).toList()).execute();
    }
    return due;
  }

  static SmsAct act(Handle handle, long id) {
    return handle.createQuery("SELECT id, act, act_body FROM inbound_sms WHERE id = :id").bind("id", id)
        .map((row, context) -> new SmsAct(row.getLong("id"), row.getString("act"), row.getString("act_body"))).one();
  }

  /** @return how often it was tried, or empty when it is done */
  static Optional<Integer> attempts(Handle handle, long id) {
    return handle.createQuery("SELECT attempts FROM inbound_sms WHERE id = :id AND act_due_at IS NOT NULL FOR UPDATE")
        .bind("id", id).mapTo(Integer.class).findOne();
  }

  /** @param due when it is tried again, or null: it is over */
  static void actDue(Handle handle, long id, Instant due, String outcome, String detail) {
    handle.createUpdate("UPDATE inbound_sms SET act_due_at = :due, outcome = :outcome, detail = :detail WHERE id = :id")
        .bind("id", id).bind("due", Store.utc(due)).bind("outcome", outcome).bind("detail", cut(detail)).execute();
  }

  private static String cut(String detail) {
    return detail == null ? null : SmsText.cut(detail, LONGEST_DETAIL);
  }
}
