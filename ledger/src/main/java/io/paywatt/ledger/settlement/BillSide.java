package io.paywatt.ledger.settlement;

import org.jdbi.v3.core.Handle;

/** The provider's bill against our payments and refunds, whatever day either side puts them on. */
final class BillSide {
  /** Of lines that tell of the same thing one counts: one that is done before others, then the earliest day, then line. */
  private static final String BETTER = "(x.state = 'done' AND l.state <> 'done' OR (x.state = 'done') = (l.state = 'done')"
      + " AND (bx.day < b.day OR bx.day = b.day AND x.line_no < l.line_no))";
  private static final String SAME = " JOIN bill_line x ON x.ref = l.ref AND x.kind = l.kind"
      + " AND (x.bill_id, x.line_no) <> (l.bill_id, l.line_no)"
      + " JOIN bill bx ON bx.id = x.bill_id AND bx.state = 'current' AND bx.provider = b.provider";
  private static final String UNMARK = "UPDATE bill_line SET twin = FALSE WHERE bill_id = :bill AND twin";
  private static final String MARK = "UPDATE bill_line t JOIN (SELECT l.bill_id, l.line_no, MAX(" + BETTER + ") AS twin"
      + " FROM bill b JOIN bill_line l ON l.bill_id = b.id" + SAME
      + " WHERE b.id = :bill GROUP BY l.bill_id, l.line_no) m ON m.bill_id = t.bill_id AND m.line_no = t.line_no"
      + " SET t.twin = m.twin";
  /** Lines of other bills that this bill tells of as well. */
  private static final String MARK_OTHERS = "UPDATE bill_line t JOIN (SELECT l.bill_id, l.line_no, MAX(" + BETTER
      + ") AS twin FROM bill_line n JOIN bill_line l ON l.ref = n.ref AND l.kind = n.kind AND l.bill_id <> n.bill_id"
      + " JOIN bill b ON b.id = l.bill_id AND b.state = 'current' AND b.provider = :provider" + SAME
      + " WHERE n.bill_id = :bill GROUP BY l.bill_id, l.line_no) m ON m.bill_id = t.bill_id AND m.line_no = t.line_no"
      + " SET t.twin = m.twin";
  /**
   * A refund that the provider names only by its payment, or by a number that is not ours, is taken for ours when exactly
   * one of ours fits and no line has it yet: it was made at the provider, and booked by hand.
   */
  private static final String NAME_REFUNDS = "UPDATE bill_line l JOIN (SELECT n.bill_id, n.line_no, MIN(r.id) AS refund"
      + " FROM %s JOIN payment p ON p.provider = :provider AND p.provider_transaction_id = n.transaction_id"
      + " JOIN refund r ON r.payment_id = p.id AND r.amount = n.amount AND r.currency = n.currency"
      + " WHERE n.kind = 'refund' AND NOT EXISTS (SELECT 1 FROM refund o WHERE o.id = n.ref)"
      + " AND NOT EXISTS (SELECT 1 FROM bill_line t JOIN bill tb ON tb.id = t.bill_id AND tb.state = 'current'"
      + " WHERE t.ref = r.id AND t.kind = 'refund')"
      + " GROUP BY n.bill_id, n.line_no HAVING COUNT(*) = 1) m ON m.bill_id = l.bill_id AND m.line_no = l.line_no"
      + " SET l.ref = m.refund";
  private static final String HERE = "(SELECT * FROM bill_line WHERE bill_id = :bill AND kind = 'refund') n";
  private static final String STILL_OPEN = "settlement_difference d JOIN bill_line n ON d.provider = :provider"
      + " AND d.state <> 'resolved' AND d.class = 'refund-theirs-only' AND n.ref = SUBSTRING(d.subject, LENGTH('refund:') + 1)"
      + " AND n.kind = 'refund' JOIN bill b ON b.id = n.bill_id AND b.state = 'current' AND b.provider = :provider";

  private static final String OUTCOME = "CASE WHEN <payment> IS NULL THEN '<prefix>theirs-only'"
      + " WHEN (l.state = 'done') <> <entered> THEN '<prefix>state-differs'"
      + " WHEN o.currency <> l.currency THEN '<prefix>currency-differs' ELSE '<prefix>amount-differs' END";
  private static final String DIFFERS = " l.kind = '<kind>' AND NOT l.twin AND IF(<payment> IS NULL, l.state = 'done',"
      + " (l.state = 'done') <> <entered> OR l.state = 'done' AND (o.amount <> l.amount OR o.currency <> l.currency))";
  private static final String THEIRS = "SELECT b.provider, b.day, " + OUTCOME + " AS class,"
      + " CONCAT('<kind>:', l.ref) AS subject, l.transaction_id, COALESCE(l.order_id, <order>) AS order_id,"
      + " COALESCE(l.refund_id, <refund>) AS refund_id, <payment> AS payment_id, CAST(NULL AS SIGNED) AS meter_id,"
      + " l.amount AS theirs_amount, l.currency AS theirs_currency, l.state AS theirs_state, l.at AS theirs_at,"
      + " IF(l.state = 'done', l.amount, 0) AS theirs_effect, o.amount AS ours_amount, o.currency AS ours_currency,"
      + " o.state AS ours_state, <at> AS ours_at, IF(<payment> IS NOT NULL AND <entered>, o.amount, 0) AS ours_effect";
  private static final String OURS = " LEFT JOIN <ours> ON o.provider = b.provider AND <ref> = l.ref";
  private static final String OF_THIS_BILL = THEIRS + " FROM bill b JOIN bill_line l ON l.bill_id = b.id" + OURS
      + " WHERE b.id = :bill AND" + DIFFERS;
  /** What is still open of other days is looked at again. */
  private static final String OF_OTHER_BILLS = THEIRS + " FROM (SELECT DISTINCT subject FROM settlement_difference"
      + " WHERE provider = :provider AND state <> 'resolved' AND day <> :day AND subject LIKE '<kind>:%') d"
      + " JOIN bill_line l ON l.ref = SUBSTRING(d.subject, LENGTH('<kind>:') + 1) AND l.kind = '<kind>'"
      + " JOIN bill b ON b.id = l.bill_id AND b.state = 'current' AND b.provider = :provider AND b.id <> :bill" + OURS
      + " WHERE" + DIFFERS;

  private static final String TWICE = "SELECT b.provider, b.day, '<prefix>theirs-twice' AS class,"
      + " CONCAT('<kind>:', l.ref) AS subject, MIN(l.transaction_id) AS transaction_id, MIN(l.order_id) AS order_id,"
      + " MIN(l.refund_id) AS refund_id, MIN(<payment>) AS payment_id, CAST(NULL AS SIGNED) AS meter_id,"
      + " SUM(l.amount) AS theirs_amount, MIN(l.currency) AS theirs_currency, 'done' AS theirs_state,"
      + " MIN(l.at) AS theirs_at, SUM(l.amount) AS theirs_effect, MIN(o.amount) AS ours_amount,"
      + " MIN(o.currency) AS ours_currency, MIN(o.state) AS ours_state, MIN(<at>) AS ours_at, 0 AS ours_effect";
  private static final String TWICE_WHERE = " l.kind = '<kind>' AND l.twin AND l.state = 'done'"
      + " GROUP BY b.provider, b.day, l.ref";
  private static final String TWICE_HERE = TWICE + " FROM bill b JOIN bill_line l ON l.bill_id = b.id" + OURS
      + " WHERE b.id = :bill AND" + TWICE_WHERE;
  private static final String TWICE_ELSEWHERE = TWICE + " FROM (SELECT DISTINCT subject, day FROM settlement_difference"
      + " WHERE provider = :provider AND state <> 'resolved' AND day <> :day AND class = '<prefix>theirs-twice') d"
      + " JOIN bill b ON b.provider = :provider AND b.current_day = d.day JOIN bill_line l ON l.bill_id = b.id"
      + " AND l.ref = SUBSTRING(d.subject, LENGTH('<kind>:') + 1)" + OURS + " WHERE" + TWICE_WHERE;

  private static final String IN_NO_BILL = " NOT EXISTS (SELECT 1 FROM bill_line l JOIN bill b ON b.id = l.bill_id"
      + " AND b.state = 'current' AND b.provider = :provider WHERE l.ref = <ref> AND l.kind = '<kind>')";
  private static final String OURS_ONLY = "SELECT o.provider, %s AS day, '<prefix>ours-only' AS class,"
      + " CONCAT('<kind>:', <ref>) AS subject, <transaction> AS transaction_id, <order> AS order_id, <refund> AS refund_id,"
      + " <payment> AS payment_id, CAST(NULL AS SIGNED) AS meter_id, CAST(NULL AS SIGNED) AS theirs_amount,"
      + " NULL AS theirs_currency, NULL AS theirs_state, CAST(NULL AS DATETIME(3)) AS theirs_at, 0 AS theirs_effect,"
      + " o.amount AS ours_amount, o.currency AS ours_currency, o.state AS ours_state, <at> AS ours_at,"
      + " o.amount AS ours_effect FROM ";
  private static final String OURS_TODAY = OURS_ONLY.formatted(":day") + "<ours> WHERE o.provider = :provider"
      + " AND <at> >= :from AND <at> < :to AND <entered> AND NOT <by-hand> AND" + IN_NO_BILL;
  private static final String OURS_BEFORE = OURS_ONLY.formatted("d.day") + "settlement_difference d JOIN <ours> ON"
      + " o.provider = d.provider AND <ref> = SUBSTRING(d.subject, LENGTH('<kind>:') + 1) WHERE d.provider = :provider"
      + " AND d.state <> 'resolved' AND d.day <> :day AND d.class = '<prefix>ours-only' AND <entered> AND" + IN_NO_BILL;

  private BillSide() {}

  static void compare(Handle handle, Scope scope) {
    scope.execute(handle, NAME_REFUNDS.formatted(HERE));
    scope.execute(handle, NAME_REFUNDS.formatted(STILL_OPEN));
    scope.execute(handle, UNMARK);
    scope.execute(handle, MARK);
    scope.execute(handle, MARK_OTHERS);
    for (Side side : Side.values()) {
      for (String select : new String[] {OF_THIS_BILL, TWICE_HERE, OURS_TODAY, OF_OTHER_BILLS, TWICE_ELSEWHERE, OURS_BEFORE}) {
        scope.execute(handle, Found.insert(side.fill(select)));
      }
    }
  }
}
