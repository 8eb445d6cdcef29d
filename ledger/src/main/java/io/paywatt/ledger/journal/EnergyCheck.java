package io.paywatt.ledger.journal;

import static io.paywatt.ledger.journal.BooksCheck.list;
import static io.paywatt.ledger.journal.BooksCheck.number;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The part of {@link BooksCheck} that follows Wh: their trial balance is that of a currency of its own. */
final class EnergyCheck {
  private static final String BALANCES = "SELECT a.number, e.wh, COALESCE(SUM(p.amount), 0) AS total FROM energy_balance e"
      + " JOIN account a ON a.id = e.account_id LEFT JOIN ledger_account l ON l.holder_id = e.account_id"
      + " AND l.kind = 'energy' LEFT JOIN posting p ON p.ledger_account_id = l.id GROUP BY e.account_id, a.number, e.wh"
      + " HAVING total <> e.wh";
  private static final String USED = "SELECT e.id, e.entry_key, SUM(p.amount) AS taken, COALESCE((SELECT SUM(c.energy_wh)"
      + " FROM charge_line c WHERE c.entry_id = e.id), 0) AS used FROM journal_entry e JOIN posting p ON p.entry_id = e.id"
      + " JOIN ledger_account l ON l.id = p.ledger_account_id AND l.kind = 'energy' WHERE e.kind = 'consumption'"
      + " GROUP BY e.id, e.entry_key HAVING taken <> -used";
  /** The lines of a receipt, the money that left the customer and the Wh that came are one. */
  private static final String VENDS = "SELECT v.payment_id, v.tendered - v.left_over AS spent, v.energy_wh,"
      + " COALESCE((SELECT SUM(n.amount) FROM vend_line n WHERE n.vend_id = v.id AND NOT n.inside), 0) AS amount_of_lines,"
      + " COALESCE((SELECT SUM(n.energy_wh) FROM vend_line n WHERE n.vend_id = v.id AND NOT n.inside"
      + " AND COALESCE(n.item, '') <> 'slab'), 0) AS wh_of_lines,"
      + " -COALESCE((SELECT SUM(p.amount) FROM posting p JOIN ledger_account l ON l.id = p.ledger_account_id"
      + " WHERE p.entry_id = v.entry_id AND l.account_id = v.account_id), 0) AS posted,"
      + " COALESCE((SELECT SUM(p.amount) FROM posting p JOIN ledger_account l ON l.id = p.ledger_account_id"
      + " WHERE p.entry_id = v.entry_id AND l.holder_id = v.account_id AND l.kind = 'energy'), 0) AS wh_posted FROM vend v"
      + " HAVING spent <> amount_of_lines OR spent <> posted OR v.energy_wh <> wh_of_lines OR v.energy_wh <> wh_posted";

  private EnergyCheck() {}

  static List<String> problems(Handle handle) {
    List<String> problems = new ArrayList<>();
    problems.addAll(list(handle.createQuery(BALANCES), row -> "Account " + row.getString("number") + " holds "
        + number(row, "wh") + " Wh, its postings sum to " + number(row, "total")));
    problems.addAll(list(handle.createQuery(USED), row -> "Consumption entry " + row.getLong("id") + " ("
        + row.getString("entry_key") + ") takes " + number(row, "taken") + " Wh, its charge lines sum to "
        + number(row, "used")));
    problems.addAll(list(handle.createQuery(VENDS), row -> "Payment " + row.getLong("payment_id") + " spent "
        + number(row, "spent") + " on " + number(row, "energy_wh") + " Wh, its receipt sums to "
        + number(row, "amount_of_lines") + " and " + number(row, "wh_of_lines") + " Wh, the postings to "
        + number(row, "posted") + " and " + number(row, "wh_posted") + " Wh"));
    return problems;
  }
}
