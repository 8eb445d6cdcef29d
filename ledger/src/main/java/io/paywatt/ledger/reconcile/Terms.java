package io.paywatt.ledger.reconcile;

import org.jdbi.v3.core.Handle;

/**
 * What the bill of a meter hangs on beside its readings: account, ledger account, tariff, utility, currency, multiplier. They
 * are kept with the meter's billing mark from the first bill on; the database forgets them when one of them changes. Meters
 * whose bills need a look at each have none: an account without a balance in the books, or a household with an agreement.
 */
final class Terms {
  private static final String UNKNOWN = "SELECT EXISTS (SELECT 1 FROM reconcile_claim WHERE terms_id IS NULL)";
  private static final String OF_METER = " FROM reconcile_claim c STRAIGHT_JOIN meter m ON m.id = c.meter_id"
      + " STRAIGHT_JOIN account a ON a.id = m.account_id"
      + " LEFT JOIN account_tariff x ON x.account_id = a.id AND x.utility = m.utility";
  private static final String TERMS = " billing_terms t ON t.tariff = COALESCE(x.tariff, a.tariff) AND t.utility = m.utility"
      + " AND t.currency = a.currency AND t.multiplier = m.multiplier";
  /** In the order of the key, and again when another worker was faster. */
  private static final String ADD = "INSERT INTO billing_terms (tariff, utility, currency, multiplier)"
      + " SELECT DISTINCT COALESCE(x.tariff, a.tariff), m.utility, a.currency, m.multiplier" + OF_METER + " LEFT JOIN" + TERMS
      + " WHERE c.terms_id IS NULL AND t.id IS NULL ORDER BY 1, 2, 3, 4 ON DUPLICATE KEY UPDATE billing_terms.id = billing_terms.id";
  private static final String LOOK_UP = "UPDATE" + OF_METER.substring(" FROM".length()) + " STRAIGHT_JOIN" + TERMS
      + " STRAIGHT_JOIN balance b ON b.account_id = a.id STRAIGHT_JOIN ledger_account l ON l.account_id = a.id"
      + " LEFT JOIN account_household h ON h.account_id = a.id"
      + " SET c.account_id = a.id, c.ledger_id = l.id, c.terms_id = t.id WHERE c.terms_id IS NULL AND h.account_id IS NULL";
  private static final String KEEP = "UPDATE reconcile_claim c STRAIGHT_JOIN meter_billing b ON b.meter_id = c.meter_id"
      + " SET b.account_id = c.account_id, b.ledger_id = c.ledger_id, b.terms_id = c.terms_id"
      + " WHERE c.news AND c.terms_id IS NOT NULL";

  private Terms() {}

  /** Completes the claimed meters that have none. Their billing marks are locked: a change waits, and is seen by the next bill. */
  static void lookUp(Handle handle) {
    if (handle.createQuery(UNKNOWN).mapTo(Boolean.class).one()) {
      handle.execute(ADD);
      handle.execute(LOOK_UP);
      handle.execute(KEEP);
    }
  }
}
