package io.paywatt.ledger.journal;

import static io.paywatt.ledger.journal.BooksCheck.list;
import static io.paywatt.ledger.journal.BooksCheck.number;

import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.money.Nano;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The part of {@link BooksCheck} that follows each payment: to its customer, into suspense, and back to the payer. */
final class PaymentsCheck {
  /**
   * A payment reaches its customer by its own entry, by the one that fetched it out of suspense, or by that of its last
   * move, which carries what had not been given back by then.
   */
  private static final String POSTED = "SELECT p.id, p.provider, p.provider_transaction_id AS transaction,"
      + " COALESCE(r.amount, p.amount) * :perMinor AS due, e.entry_key, COALESCE(SUM(g.amount), 0) AS total FROM payment p"
      + " LEFT JOIN reallocation r ON r.entry_id = p.entry_id AND r.payment_id = p.id"
      + " LEFT JOIN journal_entry e ON e.id = p.entry_id AND (r.id IS NOT NULL AND e.kind = 'reallocation'"
      + " OR r.id IS NULL AND e.kind = 'payment' AND e.entry_key IN"
      + " (CONCAT('payment:', p.provider, ':', p.provider_transaction_id),"
      + " CONCAT('unpark:', p.provider, ':', p.provider_transaction_id)))"
      + " LEFT JOIN ledger_account l ON l.account_id = p.account_id"
      + " LEFT JOIN posting g ON g.entry_id = e.id AND g.ledger_account_id = l.id"
      + " WHERE p.state = 'posted' AND p.currency = :currency GROUP BY p.id, e.id, r.id HAVING total <> due";
  private static final String STRAY = "SELECT e.id, e.entry_key FROM journal_entry e"
      + " LEFT JOIN payment p ON p.entry_id = e.id AND p.state = 'posted'"
      + " LEFT JOIN journal_entry undone ON undone.reverses = e.id"
      + " WHERE e.kind IN ('payment', 'reallocation') AND p.id IS NULL AND undone.id IS NULL";
  private static final String SUSPENSE = "SELECT COALESCE(SUM(p.amount - p.refunded), 0) * :perMinor AS due, (SELECT"
      + " COALESCE(SUM(g.amount), 0) FROM posting g JOIN ledger_account l ON l.id = g.ledger_account_id"
      + " WHERE l.code = 'suspense' AND l.currency = :currency) AS total FROM payment p"
      + " WHERE p.state IN ('parked', 'held') AND p.entry_id IS NOT NULL AND p.currency = :currency HAVING due <> total";
  private static final String REFUNDED = "SELECT p.id, p.refunded, COALESCE(SUM(r.amount), 0) AS total FROM payment p"
      + " LEFT JOIN refund r ON r.payment_id = p.id AND r.state <> 'refused'"
      + " WHERE p.currency = :currency AND (p.refunded > 0 OR r.id IS NOT NULL) GROUP BY p.id, p.refunded, p.amount"
      + " HAVING total <> p.refunded OR total > p.amount";
  private static final String ON_THEIR_WAY = "SELECT l.code, SUM(g.amount) AS total, (SELECT COALESCE(SUM(r.amount), 0)"
      + " * :perMinor FROM refund r WHERE CONCAT('refund:', r.provider) = l.code AND r.currency = l.currency"
      + " AND r.state NOT IN ('done', 'refused')) AS due FROM ledger_account l JOIN posting g ON g.ledger_account_id = l.id"
      + " WHERE l.kind = 'refund' AND l.currency = :currency GROUP BY l.id, l.code, l.currency HAVING total <> due";
  /** The reserving entry takes it from the customer or suspense, the ending one pays it out or gives it back there. */
  private static final String REFUNDS = "SELECT r.id, r.amount * :perMinor AS due, (SELECT SUM(g.amount) FROM posting g"
      + " JOIN ledger_account l ON l.id = g.ledger_account_id WHERE g.entry_id = r.entry_id"
      + " AND (l.account_id = r.account_id OR r.account_id IS NULL AND l.kind = 'suspense')) AS taken, (SELECT SUM(g.amount)"
      + " FROM posting g JOIN ledger_account l ON l.id = g.ledger_account_id WHERE g.entry_id = r.end_entry_id"
      + " AND IF(r.state = 'done', l.code = CONCAT('clearing:', r.provider), l.account_id = r.account_id"
      + " OR r.account_id IS NULL AND l.kind = 'suspense')) AS ended, r.state FROM refund r WHERE r.currency = :currency"
      + " HAVING COALESCE(taken, 0) <> -due OR r.state IN ('done', 'refused') AND COALESCE(ended, 0) <> due";

  private PaymentsCheck() {}

  static List<String> problems(Handle handle) {
    List<String> problems = new ArrayList<>();
    for (String currency : handle.createQuery("SELECT DISTINCT currency FROM payment").mapTo(String.class).list()) {
      inCurrency(handle, currency, problems);
    }
    problems.addAll(list(handle.createQuery(STRAY), row -> "Journal entry " + row.getLong("id") + " ("
        + row.getString("entry_key") + ") credits a payment that does not name it"));
    return problems;
  }

  private static void inCurrency(Handle handle, String currency, List<String> problems) {
    problems.addAll(list(inMoney(handle, POSTED, currency), row -> "Payment " + row.getLong("id") + " ("
        + row.getString("provider") + " " + row.getString("transaction") + ") of " + number(row, "due")
        + " reached its customer with " + number(row, "total") + " in entry " + row.getString("entry_key")));
    problems.addAll(list(inMoney(handle, SUSPENSE, currency), row -> "Suspense of " + currency + " holds "
        + number(row, "total") + ", the parked payments sum to " + number(row, "due")));
    problems.addAll(list(handle.createQuery(REFUNDED).bind("currency", currency), row -> "Payment " + row.getLong("id")
        + " says " + row.getLong("refunded") + " minor units are refunded, its refunds sum to " + number(row, "total")));
    problems.addAll(list(inMoney(handle, ON_THEIR_WAY, currency), row -> "Account " + row.getString("code") + " of "
        + currency + " holds " + number(row, "total") + ", the refunds on their way sum to " + number(row, "due")));
    problems.addAll(list(inMoney(handle, REFUNDS, currency), row -> "Refund " + row.getString("id") + " of "
        + number(row, "due") + " was taken with " + number(row, "taken") + " and ended with " + number(row, "ended")));
  }

  private static Query inMoney(Handle handle, String sql, String currency) {
    return handle.createQuery(sql).bind("currency", currency).bind("perMinor", Nano.perMinor(currency));
  }
}
