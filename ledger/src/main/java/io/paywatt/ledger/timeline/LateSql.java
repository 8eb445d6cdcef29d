package io.paywatt.ledger.timeline;

import io.paywatt.ledger.command.CommandStates;

/** Parts of the questions of {@link LateStage}. */
final class LateSql {
  private static final String CREDITS = "SELECT CAST(SUBSTRING(c.command_key, 16) AS UNSIGNED) AS payment FROM command c"
      + " WHERE c.created_at < :before AND c.command_key LIKE 'credit:payment:%' AND c.state ";
  static final String QUEUED = CREDITS + "= 'queued'";
  static final String ON_THE_WAY = CREDITS + "= 'sent'";
  static final String SET_RIGHT = "EXISTS (SELECT 1 FROM command d WHERE d.meter_id = c.meter_id"
      + " AND d.state IN " + CommandStates.TAKEN + " AND d.kind IN ('credit', 'balance') AND d.created_at >= c.created_at"
      + " AND d.ended_at >= c.ended_at)";
  static final String REFUSED = CREDITS + "IN ('refused', 'failed', 'expired') AND c.due_at > :oldest AND NOT "
      + SET_RIGHT;
  /** Effects that have not become commands yet. */
  static final String WAITING = "SELECT CAST(SUBSTRING(o.effect_key, 16) AS UNSIGNED) AS payment FROM outbox o WHERE o.done_at IS"
      + " NULL AND o.created_at < :before AND o.effect_key LIKE 'credit:payment:%'";
  static final String POSTING = " JOIN payment p ON p.id = w.payment JOIN journal_entry e ON e.id = p.entry_id"
      + " WHERE p.state = 'posted' AND e.posted_at < :before";
  /** The command that credits the payment. */
  static final String COMMAND = "JOIN command c ON c.command_key = CONCAT('credit:payment:', l.payment_id)";

  private LateSql() {}
}
