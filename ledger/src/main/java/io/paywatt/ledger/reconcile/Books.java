package io.paywatt.ledger.reconcile;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import io.paywatt.ledger.journal.Balances;
import io.paywatt.ledger.store.Bulk;
import org.jdbi.v3.core.Handle;

/** Balances and ledger accounts of the accounts of a slice; the balances stay locked until the transaction ends. */
final class Books {
  private final Balances balances;
  private final Map<Long, Long> ledgerAccounts = new HashMap<>();

  private Books(Balances balances) {
    this.balances = balances;
  }

  static Books lock(Handle handle, Collection<Long> accountIds) {
    Books books = new Books(Balances.lock(handle, accountIds));
    TreeSet<Long> ids = new TreeSet<>(accountIds);
    Bulk.select(handle, "SELECT account_id, id FROM ledger_account WHERE account_id IN (%s)", ids,
        row -> books.ledgerAccounts.put(row.getLong(1), row.getLong(2)));
    return books;
  }

  boolean has(long accountId) {
    return balances.has(accountId) && ledgerAccounts.containsKey(accountId);
  }

  long ledgerAccount(long accountId) {
    return ledgerAccounts.get(accountId);
  }

  /** Nano units, after what was taken so far. */
  long balance(long accountId) {
    return balances.of(accountId);
  }

  void take(long accountId, long nano) {
    balances.add(accountId, Math.negateExact(nano));
  }

  /** Writes what was taken. */
  void save(Handle handle) {
    balances.save(handle);
  }
}
