package io.paywatt.ledger.journal;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.statement.Query;

/** Proves the books: what must hold in every ledger, looked at from the outside. Amounts in messages are nano units. */
public final class BooksCheck {
  /** Of each kind; a broken ledger would else fill the memory with words. */
  private static final int MOST = 100;

  private static final String TRIAL_BALANCE = "SELECT l.currency, SUM(p.amount) AS total FROM posting p"
      + " JOIN ledger_account l ON l.id = p.ledger_account_id GROUP BY l.currency HAVING total <> 0";
  private static final String ENTRIES = "SELECT e.id, e.entry_key, l.currency, COUNT(p.id) AS sides, e.kind,"
      + " COALESCE(SUM(p.amount), 0) AS total FROM journal_entry e LEFT JOIN posting p ON p.entry_id = e.id"
      + " LEFT JOIN ledger_account l ON l.id = p.ledger_account_id GROUP BY e.id, e.entry_key, e.kind, l.currency"
      + " HAVING total <> 0 OR sides < 2 AND NOT (sides = 0 AND e.kind IN ('consumption', 'correction'))";
  private static final String BALANCES = "SELECT a.number, b.amount AS balance, COALESCE(s.total, 0) AS total"
      + " FROM account a LEFT JOIN balance b ON b.account_id = a.id LEFT JOIN (SELECT l.account_id, SUM(p.amount) AS total"
      + " FROM ledger_account l JOIN posting p ON p.ledger_account_id = l.id WHERE l.account_id IS NOT NULL"
      + " GROUP BY l.account_id) s ON s.account_id = a.id"
      + " WHERE b.amount IS NULL OR b.amount <> COALESCE(s.total, 0)";
  private static final String CHARGES = "SELECT e.id, e.entry_key, COALESCE(c.total, 0) AS charged, SUM(p.amount) AS taken"
      + " FROM journal_entry e JOIN posting p ON p.entry_id = e.id"
      + " JOIN ledger_account l ON l.id = p.ledger_account_id AND l.kind = 'customer'"
      + " LEFT JOIN (SELECT entry_id, SUM(amount) AS total FROM charge_line GROUP BY entry_id) c ON c.entry_id = e.id"
      + " WHERE e.kind = 'consumption' GROUP BY e.id, e.entry_key, c.total HAVING taken <> -charged";

  private final Store store;

  public BooksCheck(Store store) {
    this.store = store;
  }

  /**
   * What does not hold, in words with ids; empty when the books are right: the trial balance of each currency and every
   * entry are zero, every balance equals its postings, every posted payment reached its customer by exactly one entry,
   * suspense holds what is parked, refunds on their way and done are where they say, every debt equals its postings, every
   * consumption equals its charge lines, and the same of Wh where accounts hold kWh.
   */
  public List<String> problems() {
    return store.read(handle -> {
      List<String> problems = new ArrayList<>();
      problems.addAll(list(handle.createQuery(TRIAL_BALANCE), row -> "Trial balance of " + row.getString("currency")
          + " is " + number(row, "total") + ", must be 0"));
      problems.addAll(list(handle.createQuery(ENTRIES), row -> "Journal entry " + row.getLong("id") + " ("
          + row.getString("entry_key") + ") has " + row.getLong("sides") + " postings that sum to " + number(row, "total")
          + ", must be at least 2 that sum to 0"));
      problems.addAll(list(handle.createQuery(BALANCES), row -> "Balance of account " + row.getString("number") + " is "
          + number(row, "balance") + ", its postings sum to " + number(row, "total")));
      problems.addAll(PaymentsCheck.problems(handle));
      problems.addAll(DebtsCheck.problems(handle));
      problems.addAll(EnergyCheck.problems(handle));
      problems.addAll(list(handle.createQuery(CHARGES), row -> "Consumption entry " + row.getLong("id") + " ("
          + row.getString("entry_key") + ") takes " + number(row, "taken") + ", its charge lines sum to "
          + number(row, "charged")));
      return problems;
    });
  }

  static List<String> list(Query query, Words words) {
    return query.map((row, context) -> words.of(row)).stream().limit(MOST).toList();
  }

  static String number(ResultSet row, String column) throws SQLException {
    BigDecimal number = row.getBigDecimal(column);
    return number == null ? "missing" : number.toPlainString();
  }

  /** Says what is wrong with a row. */
  interface Words {
    String of(ResultSet row) throws SQLException;
  }
}
