package io.paywatt.ledger.settlement;

import org.jdbi.v3.core.Handle;

/**
 * What the ledger credited against what the meters were told: a posted payment has one credit command that its meter
 * carried out, over the amount that was paid. A later command with the whole balance makes up for one that failed.
 */
final class MeterSide {
  private static final String WHOSE = "SELECT p.provider, %s AS day, %s AS class,"
      + " CONCAT('payment:', p.provider_transaction_id) AS subject, p.provider_transaction_id AS transaction_id,"
      + " p.topup_id AS order_id, NULL AS refund_id, p.id AS payment_id, p.meter_id, %s AS theirs_amount,"
      + " p.currency AS theirs_currency, %s AS theirs_state, %s AS theirs_at, 0 AS theirs_effect, p.amount AS ours_amount,"
      + " p.currency AS ours_currency, p.state AS ours_state, p.paid_at AS ours_at, 0 AS ours_effect";
  private static final String TODAY = " FROM payment p%s WHERE p.provider = :provider AND p.paid_at >= :from"
      + " AND p.paid_at < :to AND p.state = 'posted'";
  /** Open ones of other days, and payments that a bill brought in these days. */
  private static final String BEFORE = " FROM (SELECT DISTINCT day, transaction_id FROM settlement_difference"
      + " WHERE provider = :provider AND day <> :day AND (state <> 'resolved' AND class LIKE 'meter-%%'"
      + " OR resolution = 'credited' AND resolved_at >= :now - INTERVAL 3 DAY)) d JOIN payment p ON p.provider = :provider"
      + " AND p.provider_transaction_id = d.transaction_id%s WHERE p.state = 'posted'";

  private static final String COMMAND = " LEFT JOIN command c ON c.command_key = CONCAT('credit:payment:', p.id)";
  private static final String NOT_CREDITED = " AND (c.id IS NULL OR c.state <> 'done' OR c.meter_id <> p.meter_id)"
      + " AND NOT EXISTS (SELECT 1 FROM command s WHERE s.meter_id = p.meter_id AND s.state = 'done'"
      + " AND s.kind IN ('credit', 'balance') AND s.created_at > COALESCE(c.created_at, p.received_at))";
  private static final String CREDITED = " AND c.state = 'done' AND c.meter_id = p.meter_id";
  /** The meter says in its answer what it shows now: more than it was told by a whole payment was counted twice. */
  private static final String TWICE = CREDITED + " AND CAST(JSON_VALUE(c.reply, '$.balance') AS SIGNED)"
      + " >= CAST(JSON_VALUE(c.payload, '$.balance') AS SIGNED) + p.amount";
  private static final String OTHER_AMOUNT = CREDITED + " AND CAST(JSON_VALUE(c.payload, '$.amount') AS SIGNED) <> p.amount";

  private MeterSide() {}

  static void compare(Handle handle, Scope scope) {
    for (boolean today : new boolean[] {true, false}) {
      String state = "COALESCE(c.state, 'none')";
      run(handle, scope, today, "meter-not-credited", "CAST(NULL AS SIGNED)", state, "c.ended_at", NOT_CREDITED);
      run(handle, scope, today, "meter-credited-twice",
          "CAST(JSON_VALUE(c.reply, '$.balance') AS SIGNED) - CAST(JSON_VALUE(c.payload, '$.balance') AS SIGNED) + p.amount",
          state, "c.ended_at", TWICE);
      run(handle, scope, today, "meter-amount-differs", "CAST(JSON_VALUE(c.payload, '$.amount') AS SIGNED)", state,
          "c.ended_at", OTHER_AMOUNT);
    }
  }

  private static void run(Handle handle, Scope scope, boolean today, String name, String amount, String state, String at,
      String where) {
    String whose = WHOSE.formatted(today ? ":day" : "d.day", "'" + name + "'", amount, state, at);
    scope.execute(handle, Found.insert(whose + (today ? TODAY : BEFORE).formatted(COMMAND) + where));
  }
}
