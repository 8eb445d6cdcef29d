package io.paywatt.ledger.suspense;

import java.util.List;
import java.util.stream.Collectors;
import io.paywatt.ledger.Rejected;
import org.jdbi.v3.core.Handle;

/** Where a payment is moved to. */
record Target(long accountId, String account, String currency, long ledgerAccountId, long meterId, String meter) {
  private static final String SELECT = "SELECT a.id, a.number, a.currency, l.id AS ledger, m.id AS meter_id, m.serial"
      + " FROM account a JOIN ledger_account l ON l.account_id = a.id JOIN meter m ON m.account_id = a.id WHERE ";
  /** More meters than that are not worth listing. */
  private static final int MOST = 11;

  /**
   * @param account number, or null
   * @param meter   serial, or null; exactly one of the two
   * @throws Rejected 404 nothing there, 422 not exactly one given, or the account has several meters
   */
  static Target find(Handle handle, String account, String meter) {
    if ((account == null) == (meter == null)) {
      throw new Rejected(422, "account, meter: " + (account == null ? "none" : "both") + " given, allowed is exactly one");
    }
    String named = meter == null ? "account " + account : "meter " + meter;
    List<Target> found = handle.createQuery(SELECT + (meter == null ? "a.number" : "m.serial") + " = :it ORDER BY m.id LIMIT "
            + MOST)
        .bind("it", meter == null ? account : meter)
        .map((row, context) -> new Target(row.getLong("id"), row.getString("number"), row.getString("currency"),
            row.getLong("ledger"), row.getLong("meter_id"), row.getString("serial")))
        .list();
    if (found.isEmpty()) {
      throw new Rejected(404, named + " is not known, or has no meter");
    }
    if (found.size() > 1) {
      throw new Rejected(422, named + " has several meters; name one: "
          + found.stream().map(Target::meter).collect(Collectors.joining(", ")));
    }
    return found.get(0);
  }
}
