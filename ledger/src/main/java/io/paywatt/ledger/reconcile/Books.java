package io.paywatt.ledger.reconcile;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import io.paywatt.ledger.store.Bulk;
import org.jdbi.v3.core.Handle;

/** Balances and ledger accounts of the accounts of a slice; the balances stay locked until the transaction ends. */
final class Books {
  private final Map<Long, Long> balances = new HashMap<>();
  private final Map<Long, Long> ledgerAccounts = new HashMap<>();

  /** Locks in the order of the id, as everyone does who locks more than one balance. */
  static Books lock(Handle handle, Collection<Long> accountIds) {
    Books books = new Books();
    TreeSet<Long> ids = new TreeSet<>(accountIds);
    Bulk.select(handle, "SELECT account_id, amount FROM balance FORCE INDEX (PRIMARY) WHERE account_id IN (%s)"
        + " ORDER BY account_id FOR UPDATE", ids, row -> books.balances.put(row.getLong(1), row.getLong(2)));
    Bulk.select(handle, "SELECT account_id, id FROM ledger_account WHERE account_id IN (%s)", ids,
        row -> books.ledgerAccounts.put(row.getLong(1), row.getLong(2)));
    return books;
  }

  boolean has(long accountId) {
    return balances.containsKey(accountId) && ledgerAccounts.containsKey(accountId);
  }

  long ledgerAccount(long accountId) {
    return ledgerAccounts.get(accountId);
  }

  /** Nano units, after what was taken so far. */
  long balance(long accountId) {
    return balances.get(accountId);
  }

  void take(long accountId, long nano) {
    balances.merge(accountId, -nano, Math::addExact);
  }
}
