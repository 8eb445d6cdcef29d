package io.paywatt.ledger.debt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.credit.AccountTerms;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.journal.Journal.Line;
import io.paywatt.ledger.outbox.Outbox;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Debts that come in with new accounts, many at once; each customer is told before payments are shared with it. */
public final class OpeningDebts {
  private static final String REASON = "opening debt of the import";

  private OpeningDebts() {}

  /** @param debts nano units, more than zero, by account number; accounts of this transaction without a debt yet */
  public static void add(Handle handle, CreditRules rules, String currency, Map<String, Long> debts, String actor,
      Instant now) {
    if (debts.isEmpty()) {
      return;
    }
    TreeMap<Long, String> numbers = new TreeMap<>();
    Bulk.select(handle, "SELECT id, number FROM account WHERE number IN (%s)", debts.keySet(),
        row -> numbers.put(row.getLong(1), row.getString(2)));
    Bulk.execute(handle, "INSERT INTO ledger_account (code, kind, holder_id, currency) VALUES (?, 'debt', ?, ?)",
        numbers.entrySet().stream().map(e -> new Object[] {"debt:" + e.getValue(), e.getKey(), currency}).toList());
    Instant begins = now.plus(rules.debtNotice());
    Bulk.execute(handle, "INSERT INTO account_debt (account_id, owed, notices, recovery_at) VALUES (?, ?, 1, ?)",
        numbers.entrySet().stream()
            .map(e -> new Object[] {e.getKey(), debts.get(e.getValue()), Store.utc(begins)}).toList());
    post(handle, currency, numbers, debts, actor, now);
    AccountTerms terms = AccountTerms.load(handle, rules, numbers.keySet());
    Outbox.add(handle, numbers.entrySet().stream().map(e -> DebtRows.notice(e.getKey(), 1, currency,
        debts.get(e.getValue()), terms.of(e.getKey()).recovery(), begins)).toList(), now);
  }

  private static void post(Handle handle, String currency, Map<Long, String> numbers, Map<String, Long> debts,
      String actor, Instant now) {
    Map<Long, Long> ledger = new HashMap<>();
    Bulk.select(handle, "SELECT holder_id, id FROM ledger_account WHERE kind = 'debt' AND holder_id IN (%s)",
        numbers.keySet(), row -> ledger.put(row.getLong(1), row.getLong(2)));
    long opening = Journal.control(handle, "opening", currency);
    List<Journal.Entry> entries = new ArrayList<>();
    numbers.forEach((id, number) -> entries.add(new Journal.Entry(Journal.Kind.DEBT, key(number),
        List.of(new Line(ledger.get(id), -debts.get(number)), new Line(opening, debts.get(number))))));
    Map<String, Long> posted = Journal.post(handle, entries, now);
    Bulk.execute(handle, "INSERT INTO debt_change (account_id, idempotency_key, request_sha256, amount, reason, actor,"
        + " entry_id, at) VALUES (?, ?, '', ?, ?, ?, ?, ?)", numbers.entrySet().stream().map(e -> new Object[] {e.getKey(),
            key(e.getValue()), debts.get(e.getValue()), REASON, actor, posted.get(key(e.getValue())), Store.utc(now)})
        .toList());
  }

  private static String key(String number) {
    return "debt:opening:" + number;
  }
}
