package io.paywatt.ledger.timeline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import io.paywatt.ledger.command.CommandStates;
import io.paywatt.ledger.store.Store;

/**
 * What each part has written down about one payment, order or claim.
 *
 * @param waitsSince a claim: since it came; an order: since the provider does not answer; else null
 * @param token      digits, for a meter that takes tokens, or null
 * @param setRight   when a later command told the meter its balance, or null
 */
record Facts(PaymentView view, String note, Instant orderedAt, String orderState, String orderFailure, Instant waitsSince,
    Instant postedAt, String parkedReason, String command, Instant sentAt, Instant answeredAt, String commandReason,
    Instant setRight, String token, String receipt, Instant receiptAt, String receiptError) {
  private static final String LATE = " (SELECT GROUP_CONCAT(l.stage ORDER BY l.stage) FROM late_stage l WHERE l.ended_at IS"
      + " NULL AND l.";
  /** Payments, with the columns that {@link #of} reads. */
  static final String PAYMENTS = "SELECT CAST(p.id AS CHAR) AS id, p.provider, p.provider_transaction_id AS txn,"
      + " p.topup_id AS order_id, a.number, m.serial, p.amount, p.currency, p.state, p.paid_at, p.received_at,"
      + LATE + "payment_id = p.id) AS late, i.note, t.created_at AS ordered_at, t.state AS order_state, t.failure,"
      + " NULL AS waits_since, IF(p.state = 'posted', e.posted_at, NULL) AS posted_at, p.parked_reason, c.state AS c_state,"
      + " c.sent_at, c.ended_at AS c_ended, c.reason AS c_reason, (SELECT MIN(d.ended_at) FROM command d"
      + " WHERE c.state IN ('refused', 'failed', 'expired') AND d.meter_id = c.meter_id AND d.state IN " + CommandStates.TAKEN
      + " AND d.kind IN ('credit', 'balance') AND d.created_at >= c.created_at AND d.ended_at >= c.ended_at) AS set_right,"
      + " (SELECT k.digits FROM sts_token k WHERE k.command_id = c.id) AS token,"
      + " n.state AS n_state, n.ended_at AS n_ended, n.error AS n_error FROM payment p LEFT JOIN topup t"
      + " ON t.id = p.topup_id LEFT JOIN account a ON a.id = p.account_id LEFT JOIN meter m ON m.id = p.meter_id"
      + " LEFT JOIN journal_entry e ON e.id = p.entry_id"
      + " LEFT JOIN command c ON c.command_key = CONCAT('credit:payment:', p.id)"
      + " LEFT JOIN notice n ON n.notice_key = CONCAT('receipt:payment:', p.id)"
      + " LEFT JOIN inquiry i ON i.kind = 'claim' AND i.provider = p.provider"
      + " AND i.subject = CONCAT('transaction:', p.provider_transaction_id)";
  private static final String NOTHING_YET = ", NULL AS posted_at, NULL AS parked_reason, NULL AS c_state, NULL AS sent_at,"
      + " NULL AS c_ended, NULL AS c_reason, NULL AS set_right, NULL AS token, NULL AS n_state, NULL AS n_ended, NULL AS n_error";
  /** Orders. */
  static final String ORDERS = "SELECT t.id, t.provider, NULL AS txn, t.id AS order_id, a.number, m.serial, t.amount,"
      + " t.currency, t.state, NULL AS paid_at, t.created_at AS received_at," + LATE + "inquiry_id = i.id) AS late, i.note,"
      + " t.created_at AS ordered_at, t.state AS order_state, t.failure, i.unanswered_since AS waits_since" + NOTHING_YET
      + ", i.id AS inquiry_id FROM topup t JOIN account a ON a.id = t.account_id JOIN meter m ON m.id = t.meter_id"
      + " LEFT JOIN inquiry i ON i.kind = 'order' AND i.provider = t.provider AND i.subject = CONCAT('order:', t.id)";
  /** Claims. */
  static final String CLAIMS = "SELECT CONCAT('claim-', i.id) AS id, i.provider, i.transaction_id AS txn, i.order_id,"
      + " a.number, i.meter AS serial, i.amount, i.currency, IF(i.state = 'given-up', 'given-up', 'claimed') AS state,"
      + " i.paid_at, i.created_at AS received_at," + LATE + "inquiry_id = i.id) AS late, i.note, t.created_at AS ordered_at,"
      + " t.state AS order_state, t.failure, i.created_at AS waits_since" + NOTHING_YET + ", i.id AS inquiry_id"
      + " FROM inquiry i LEFT JOIN topup t ON t.id = i.order_id LEFT JOIN meter m ON m.serial = i.meter"
      + " LEFT JOIN account a ON a.id = m.account_id";

  static Facts of(ResultSet row) throws SQLException {
    String late = row.getString("late");
    PaymentView view = new PaymentView(row.getString("id"), row.getString("provider"), row.getString("txn"),
        row.getString("order_id"), row.getString("number"), row.getString("serial"), row.getObject("amount", Long.class),
        row.getString("currency"), row.getString("state"), time(row, "paid_at"), time(row, "received_at"),
        late == null ? List.of() : Arrays.asList(late.split(",")));
    return new Facts(view, row.getString("note"), time(row, "ordered_at"), row.getString("order_state"),
        row.getString("failure"), time(row, "waits_since"), time(row, "posted_at"), row.getString("parked_reason"),
        row.getString("c_state"), time(row, "sent_at"), time(row, "c_ended"), row.getString("c_reason"),
        time(row, "set_right"), row.getString("token"), row.getString("n_state"), time(row, "n_ended"), row.getString("n_error"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return Store.instant(row.getObject(column, LocalDateTime.class));
  }
}
