package io.paywatt.ledger.settlement;

import org.jdbi.v3.core.Handle;

/** What becomes of differences after a run has looked at all of them again. */
final class Life {
  /** Gone: nobody found it again. Without a bill only the meters were looked at. */
  private static final String CLOSE = "UPDATE settlement_difference d SET d.resolution = CASE"
      + " WHEN d.class IN ('ours-only', 'refund-ours-only') THEN 'next-bill'"
      + " WHEN d.class LIKE 'meter-%' THEN 'meter-told'"
      + " WHEN d.class = 'theirs-only' AND EXISTS (SELECT 1 FROM payment p WHERE p.provider = d.provider"
      + " AND p.provider_transaction_id = d.transaction_id AND p.entry_id IS NOT NULL) THEN 'credited'"
      + " WHEN d.class IN ('theirs-only', 'theirs-twice', 'refund-theirs-twice') THEN 'bill-replaced'"
      + " ELSE 'agrees' END, d.state = 'resolved', d.resolved_at = :now, d.resolved_by = 'settlement'"
      + " WHERE d.provider = :provider AND d.state <> 'resolved' AND d.seen_run <> :run"
      + " AND (:bill IS NOT NULL OR d.class LIKE 'meter-%')";
  /** Waited a day in vain; a second run of the same morning does not count. A command on its way is left its time (7 days). */
  private static final String HAND_OVER = "UPDATE settlement_difference SET state = 'open', action = 'person'"
      + " WHERE provider = :provider AND seen_run = :run AND state = 'waiting' AND day < :day"
      + " AND action IN ('wait-next-bill', 'ask-provider', 'tell-meter')"
      + " AND COALESCE(asked_at, found_at) < :now - INTERVAL 6 HOUR";
  private static final String WAIT_FOR_METER = "UPDATE settlement_difference SET state = 'waiting', action = 'wait-meter'"
      + " WHERE provider = :provider AND seen_run = :run AND class = 'meter-not-credited' AND state <> 'resolved'"
      + " AND theirs_state IN ('queued', 'sent', 'none') AND asked_at IS NULL AND day >= :day - INTERVAL 7 DAY";
  private static final String WAITED_FOR_METER = "UPDATE settlement_difference SET state = 'open', action = 'tell-meter'"
      + " WHERE provider = :provider AND seen_run = :run AND class = 'meter-not-credited' AND action = 'wait-meter'"
      + " AND (theirs_state NOT IN ('queued', 'sent', 'none') OR day < :day - INTERVAL 7 DAY)";

  private Life() {}

  static void goOn(Handle handle, Scope scope) {
    scope.execute(handle, CLOSE);
    scope.execute(handle, HAND_OVER);
    scope.execute(handle, WAITED_FOR_METER);
    scope.execute(handle, WAIT_FOR_METER);
  }
}
