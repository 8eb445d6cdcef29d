package io.paywatt.ledger.notice;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import io.paywatt.ledger.Rejected;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * What was said about one payment, told by the keys of the notices: receipt or alarm, token, moves, refunds, stages that were
 * late.
 *
 * @param keys how they begin; behind it stands nothing, or a colon and who of several is told; null: about anything
 */
record PaymentNotices(List<String> keys) {
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");
  private static final String KEYS = "SELECT CONCAT('receipt:payment:', :id) UNION ALL SELECT CONCAT('parked:payment:', :id)"
      + " UNION ALL SELECT CONCAT('token:', c.id) FROM command c WHERE c.command_key = CONCAT('credit:payment:', :id)"
      + " UNION ALL SELECT CONCAT(way.name, ':reallocation:', m.id) FROM reallocation m"
      + " JOIN (SELECT 'moved-in' AS name UNION ALL SELECT 'moved-out') way WHERE m.payment_id = :id"
      + " UNION ALL SELECT CONCAT('refund-', way.name, ':', r.id) FROM refund r JOIN (SELECT 'done' AS name UNION ALL"
      + " SELECT 'held' UNION ALL SELECT 'abnormal') way WHERE r.payment_id = :id"
      + " UNION ALL SELECT CONCAT('late:', l.id) FROM late_stage l WHERE l.payment_id = :id";

  /** @param payment its number, or null: about anything @throws Rejected 400 for what is no number */
  static PaymentNotices of(Handle handle, String payment) {
    if (payment == null) {
      return new PaymentNotices(null);
    }
    if (!NUMBER.matcher(payment).matches()) {
      throw new Rejected(400, "payment is '" + payment + "', allowed is the number of a payment");
    }
    return new PaymentNotices(handle.createQuery(KEYS).bind("id", payment).mapTo(String.class).list());
  }

  /** Keeps a query of notices, named n, to these; to be put behind another condition. */
  String condition() {
    return keys == null ? "" : IntStream.range(0, keys.size()).mapToObj(at -> "n.notice_key = :key" + at
        + " OR n.notice_key LIKE :begin" + at).collect(Collectors.joining(" OR ", " AND (", ")"));
  }

  void bind(Query query) {
    for (int at = 0; keys != null && at < keys.size(); at++) {
      query.bind("key" + at, keys.get(at)).bind("begin" + at, keys.get(at) + ":%");
    }
  }
}
