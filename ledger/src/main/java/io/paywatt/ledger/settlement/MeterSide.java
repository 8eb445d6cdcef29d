package io.paywatt.ledger.settlement;

import io.paywatt.ledger.command.CommandStates;
import org.jdbi.v3.core.Handle;

/**
 * What the ledger credited against what the meters were told: a posted payment has one credit command that its meter
 * carried out, over the amount that was paid. A later command with the whole balance makes up for one that failed.
 */
final class MeterSide {
  private static final String NOT_CREDITED = "(c.id IS NULL OR c.state NOT IN " + CommandStates.TAKEN
      + " OR c.meter_id <> p.meter_id)";
  private static final String TOLD_SINCE = "EXISTS (SELECT 1 FROM command s WHERE s.meter_id = p.meter_id"
      + " AND s.state IN " + CommandStates.TAKEN + " AND s.kind IN ('credit', 'balance')"
      + " AND s.created_at > COALESCE(c.created_at, p.received_at))";
  private static final String SHOWN_MORE = "CAST(JSON_VALUE(c.reply, '$.balance') AS SIGNED)"
      + " - CAST(JSON_VALUE(c.payload, '$.balance') AS SIGNED)";
  /** Where a debt took its share the meter got less than was paid, and the command says both. */
  private static final String AMOUNT = "CAST(COALESCE(JSON_VALUE(c.payload, '$.paid'), JSON_VALUE(c.payload, '$.amount'))"
      + " AS SIGNED)";
  /**
   * All classes in one pass over the commands. The meter says in its answer what it shows now: more than it was told by a
   * whole payment was counted twice.
   */
  private static final String OUTCOME = "CASE WHEN " + NOT_CREDITED + " THEN IF(" + TOLD_SINCE + ", NULL,"
      + " 'meter-not-credited') WHEN " + SHOWN_MORE + " >= p.amount THEN 'meter-credited-twice' WHEN " + AMOUNT
      + " <> p.amount THEN 'meter-amount-differs' END";
  private static final String SELECT = "SELECT * FROM (SELECT p.provider, %s AS day, " + OUTCOME + " AS class,"
      + " CONCAT('payment:', p.provider_transaction_id) AS subject, p.provider_transaction_id AS transaction_id,"
      + " p.topup_id AS order_id, NULL AS refund_id, p.id AS payment_id, p.meter_id, CASE WHEN " + NOT_CREDITED + " THEN NULL"
      + " WHEN " + SHOWN_MORE + " >= p.amount THEN " + SHOWN_MORE + " + p.amount ELSE " + AMOUNT + " END AS theirs_amount,"
      + " p.currency AS theirs_currency, COALESCE(c.state, 'none') AS theirs_state, c.ended_at AS theirs_at,"
      + " 0 AS theirs_effect, p.amount AS ours_amount, p.currency AS ours_currency, p.state AS ours_state,"
      + " p.paid_at AS ours_at, 0 AS ours_effect FROM %s LEFT JOIN command c"
      + " ON c.command_key = CONCAT('credit:payment:', p.id) WHERE p.state = 'posted' AND %s) m WHERE m.class IS NOT NULL";
  private static final String TODAY = SELECT.formatted(":day", "payment p",
      "p.provider = :provider AND p.paid_at >= :from AND p.paid_at < :to");
  /** Open ones of other days, and payments that a bill brought in these days. */
  private static final String BEFORE = SELECT.formatted("d.day", "(SELECT DISTINCT day, transaction_id"
      + " FROM settlement_difference WHERE provider = :provider AND day <> :day AND (state <> 'resolved'"
      + " AND class LIKE 'meter-%' OR resolution = 'credited' AND resolved_at >= :now - INTERVAL 3 DAY)) d JOIN payment p"
      + " ON p.provider = :provider AND p.provider_transaction_id = d.transaction_id", "TRUE");

  private MeterSide() {}

  static void compare(Handle handle, Scope scope) {
    scope.execute(handle, Found.insert(TODAY));
    scope.execute(handle, Found.insert(BEFORE));
  }
}
