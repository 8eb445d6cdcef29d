package io.paywatt.ledger.settlement;

/** How a difference that was found is written: a new row, or the one it had before. */
final class Found {
  /** Columns in the order every comparing statement selects them. */
  private static final String COLUMNS = "provider, day, class, subject, transaction_id, order_id, refund_id, payment_id,"
      + " meter_id, theirs_amount, theirs_currency, theirs_state, theirs_at, theirs_effect, ours_amount, ours_currency,"
      + " ours_state, ours_at, ours_effect";
  /**
   * What a person closed stays closed as long as both sides say what they said then; what closed itself opens again.
   * The order counts: a column set here is seen by those after it.
   */
  private static final String AGAIN = (" ON DUPLICATE KEY UPDATE"
      + " resolution = IF(@resolution = 'person' AND @theirs_amount <=> VALUES(theirs_amount) AND @ours_amount <=>"
      + " VALUES(ours_amount) AND @theirs_state <=> VALUES(theirs_state) AND @ours_state <=> VALUES(ours_state),"
      + " @resolution, NULL),"
      + " action = IF(@state = 'resolved' AND @resolution IS NULL, VALUES(action), @action),"
      + " asked_at = IF(@state = 'resolved' AND @resolution IS NULL, NULL, @asked_at),"
      + " state = IF(@state = 'resolved' AND @resolution IS NULL, VALUES(state), @state),"
      + " resolved_at = IF(@resolution IS NULL, NULL, @resolved_at),"
      + " resolved_by = IF(@resolution IS NULL, NULL, @resolved_by), reason = IF(@resolution IS NULL, NULL, @reason),"
      + " payment_id = VALUES(payment_id), meter_id = VALUES(meter_id), theirs_amount = VALUES(theirs_amount),"
      + " theirs_currency = VALUES(theirs_currency), theirs_state = VALUES(theirs_state), theirs_at = VALUES(theirs_at),"
      + " theirs_effect = VALUES(theirs_effect), ours_amount = VALUES(ours_amount),"
      + " ours_currency = VALUES(ours_currency), ours_state = VALUES(ours_state), ours_at = VALUES(ours_at),"
      + " ours_effect = VALUES(ours_effect), seen_at = VALUES(seen_at), seen_run = VALUES(seen_run)")
      .replace("@", "settlement_difference.");
  private static final String FIRST_ACTION = firstAction();

  private Found() {}

  /** @param select gives {@link #COLUMNS} under these names */
  static String insert(String select) {
    return "INSERT INTO settlement_difference (" + COLUMNS + ", action, state, found_at, seen_at, seen_run) SELECT "
        + COLUMNS + ", " + FIRST_ACTION + ", IF(" + FIRST_ACTION + " = 'wait-next-bill', 'waiting', 'open'), :now, :now, :run"
        + " FROM (" + select + ") found" + AGAIN;
  }

  private static String firstAction() {
    StringBuilder sql = new StringBuilder("CASE class");
    for (DifferenceClass each : DifferenceClass.values()) {
      sql.append(" WHEN '").append(each.word()).append("' THEN '").append(each.first().word()).append('\'');
    }
    return sql.append(" END").toString();
  }
}
