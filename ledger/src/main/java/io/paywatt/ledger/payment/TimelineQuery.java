package io.paywatt.ledger.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import io.paywatt.ledger.command.CommandStates;
import io.paywatt.ledger.notice.NoticeView;
import io.paywatt.ledger.payment.TopupTimeline.Step;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Puts the timeline of an order together from what each part has written down. */
final class TimelineQuery {
  /** The payment that was posted, else the first one that was parked; its command and its receipt. */
  private static final String PAID = "SELECT p.id, p.state, p.paid_at, p.received_at, p.parked_reason, e.posted_at,"
      + " c.state AS c_state, c.sent_at AS c_sent, c.ended_at AS c_ended, n.state AS n_state, n.ended_at AS n_ended,"
      + " n.error AS n_error FROM payment p LEFT JOIN journal_entry e ON e.id = p.entry_id"
      + " LEFT JOIN command c ON c.command_key = CONCAT('credit:payment:', p.id)"
      + " LEFT JOIN notice n ON n.notice_key = CONCAT('receipt:payment:', p.id)"
      + " WHERE p.topup_id = :id ORDER BY p.state = 'posted' DESC, p.id LIMIT 1";

  private record Paid(boolean posted, Instant paidAt, Instant receivedAt, Instant postedAt, String parked,
      String command, Instant sentAt, Instant answeredAt, String notice, Instant notifiedAt, String noticeError) {}

  private TimelineQuery() {}

  static TopupTimeline of(Handle handle, TopupRow topup) {
    Paid paid = handle.createQuery(PAID).bind("id", topup.id())
        .map((row, context) -> new Paid(row.getString("state").equals("posted"), instant(row, "paid_at"),
            instant(row, "received_at"), instant(row, "posted_at"), row.getString("parked_reason"),
            row.getString("c_state"), instant(row, "c_sent"), instant(row, "c_ended"), row.getString("n_state"),
            instant(row, "n_ended"), row.getString("n_error")))
        .findOne().orElse(null);
    return new TopupTimeline(topup.id(), topup.provider(), topup.state(), topup.meter(), topup.account(), topup.amount(),
        topup.currency(), topup.createdAt().toString(), steps(topup, paid));
  }

  private static List<Step> steps(TopupRow topup, Paid paid) {
    Step ordered = ordered(topup, paid);
    if (paid == null) {
      return List.of(ordered, pending("paid"), pending("posted"), pending("sent"), pending("acknowledged"),
          pending("notified"));
    }
    Step posted = paid.posted() ? done("posted", paid.postedAt()) : failed("posted", paid.receivedAt(), paid.parked());
    return List.of(ordered, done("paid", paid.paidAt()), posted, sent(paid), acknowledged(paid), notified(paid));
  }

  private static Step ordered(TopupRow topup, Paid paid) {
    if (topup.state().equals("failed")) {
      return failed("ordered", topup.createdAt(), topup.failure());
    }
    return topup.state().equals("opening") && paid == null ? pending("ordered") : done("ordered", topup.createdAt());
  }

  private static Step sent(Paid paid) {
    if (paid.sentAt() != null) {
      return done("sent", paid.sentAt());
    }
    return paid.answeredAt() == null ? pending("sent")
        : failed("sent", paid.answeredAt(), "command " + paid.command());
  }

  private static Step acknowledged(Paid paid) {
    if (paid.command() == null || paid.answeredAt() == null) {
      return pending("acknowledged");
    }
    return CommandStates.isTaken(paid.command()) ? done("acknowledged", paid.answeredAt())
        : failed("acknowledged", paid.answeredAt(), "command " + paid.command());
  }

  private static Step notified(Paid paid) {
    if (paid.notice() == null || paid.notice().equals("queued")) {
      return pending("notified");
    }
    return NoticeView.isOut(paid.notice()) ? done("notified", paid.notifiedAt())
        : failed("notified", paid.notifiedAt(), paid.noticeError() == null ? paid.notice() : paid.noticeError());
  }

  private static Step pending(String step) {
    return new Step(step, "pending", null, null);
  }

  private static Step done(String step, Instant at) {
    return new Step(step, "done", at == null ? null : at.toString(), null);
  }

  private static Step failed(String step, Instant at, String reason) {
    return new Step(step, "failed", at == null ? null : at.toString(), reason);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Store.instant(row.getObject(column, LocalDateTime.class));
  }
}
