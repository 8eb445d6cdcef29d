package io.paywatt.ledger.journal;

import static io.paywatt.ledger.journal.BooksCheck.list;
import static io.paywatt.ledger.journal.BooksCheck.number;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The part of {@link BooksCheck} that follows debts and what payments gave towards them. */
final class DebtsCheck {
  private static final String OWED = "SELECT a.number, d.owed, -COALESCE(SUM(p.amount), 0) AS total FROM account_debt d"
      + " JOIN account a ON a.id = d.account_id LEFT JOIN ledger_account l ON l.holder_id = d.account_id AND l.kind = 'debt'"
      + " LEFT JOIN posting p ON p.ledger_account_id = l.id GROUP BY d.account_id, a.number, d.owed HAVING total <> d.owed";
  private static final String GIVEN = "SELECT a.number, s.given, -COALESCE((SELECT SUM(p.amount) FROM posting p"
      + " JOIN journal_entry e ON e.id = p.entry_id LEFT JOIN journal_entry first ON first.id = e.reverses"
      + " JOIN ledger_account l ON l.id = p.ledger_account_id WHERE l.account_id = s.account_id"
      + " AND (e.kind = 'recovery' OR first.kind = 'recovery')), 0) AS total FROM (SELECT account_id,"
      + " SUM(amount - undone) AS given FROM debt_recovery GROUP BY account_id) s JOIN account a ON a.id = s.account_id"
      + " HAVING total <> given";

  private DebtsCheck() {}

  static List<String> problems(Handle handle) {
    List<String> problems = new ArrayList<>();
    problems.addAll(list(handle.createQuery(OWED), row -> "Account " + row.getString("number") + " owes "
        + number(row, "owed") + ", the postings of its debt sum to " + number(row, "total")));
    problems.addAll(list(handle.createQuery(GIVEN), row -> "Payments of account " + row.getString("number") + " gave "
        + number(row, "given") + " towards its debt, the postings sum to " + number(row, "total")));
    return problems;
  }
}
