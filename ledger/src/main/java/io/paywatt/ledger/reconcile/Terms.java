package io.paywatt.ledger.reconcile;

import org.jdbi.v3.core.Handle;

/**
 * What the bill of a meter hangs on beside its readings: account, ledger account, tariff, utility, currency, multiplier. They
 * are kept with the meter's billing mark from the first bill on; the database forgets them when one of them changes. Meters of
 * accounts without a balance in the books, or with an agreement for the household, have none: their bills need a look at each.
 */
final class Terms {
  private static final String UNKNOWN = "SELECT EXISTS (SELECT 1 FROM reconcile_claim WHERE terms_id IS NULL)";
  private static final String OF_METER = " FROM reconcile_claim c STRAIGHT_JOIN meter m ON m.id = c.meter_id"
      + " STRAIGHT_JOIN account a ON a.id = m.account_id"
      + " LEFT JOIN account_tariff x ON x.account_id = a.id AND x.utility = m.utility";
  private static final String TERMS = " billing_terms t ON t.tariff = COALESCE(x.tariff, a.tariff)"
      + " AND t.utility = m.utility AND t.currency = a.currency AND t.multiplier = m.multiplier";
  /** In the order of the key; another worker may have been faster. */
  private static final String ADD = "INSERT INTO billing_terms (tariff, utility, currency, multiplier)"
      + " SELECT DISTINCT COALESCE(x.tariff, a.tariff), m.utility, a.currency, m.multiplier" + OF_METER + " LEFT JOIN" + TERMS
      + " WHERE c.terms_id IS NULL AND t.id IS NULL ORDER BY 1, 2, 3, 4"
      + " ON DUPLICATE KEY UPDATE billing_terms.id = billing_terms.id";
  private static final String TABLE = "CREATE OR REPLACE TEMPORARY TABLE reconcile_terms (meter_id BIGINT NOT NULL PRIMARY KEY,"
      + " account_id BIGINT NOT NULL, ledger_id BIGINT NOT NULL, terms_id INT NOT NULL) ENGINE=MEMORY";
  /** An insert from a select locks nothing that it reads; an update of joined tables would keep payments waiting. */
  private static final String LOOK_UP = "INSERT INTO reconcile_terms SELECT c.meter_id, a.id, l.id, t.id" + OF_METER
      + " STRAIGHT_JOIN" + TERMS
      + " STRAIGHT_JOIN balance b ON b.account_id = a.id STRAIGHT_JOIN ledger_account l ON l.account_id = a.id"
      + " LEFT JOIN account_household h ON h.account_id = a.id WHERE c.terms_id IS NULL AND h.account_id IS NULL";
  private static final String KEEP = "UPDATE reconcile_terms t STRAIGHT_JOIN reconcile_claim c ON c.meter_id = t.meter_id"
      + " STRAIGHT_JOIN meter_billing b ON b.meter_id = t.meter_id"
      + " SET c.account_id = t.account_id, c.ledger_id = t.ledger_id, c.terms_id = t.terms_id,"
      + " b.account_id = t.account_id, b.ledger_id = t.ledger_id, b.terms_id = t.terms_id";

  private Terms() {}

  /** Completes the claimed meters that have none. Their billing marks are locked: a change waits, and is seen by the next bill. */
  static void lookUp(Handle handle) {
    if (handle.createQuery(UNKNOWN).mapTo(Boolean.class).one()) {
      handle.execute(ADD);
      handle.execute(TABLE);
      handle.execute(LOOK_UP);
      handle.execute(KEEP);
    }
  }
}
