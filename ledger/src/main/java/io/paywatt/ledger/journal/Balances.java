package io.paywatt.ledger.journal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import io.paywatt.ledger.store.Bulk;
import org.jdbi.v3.core.Handle;

/** Balance rows of some accounts, locked until the transaction ends. Amounts are nano units. */
public final class Balances {
  private final Map<Long, Long> amounts = new HashMap<>();
  private final Map<Long, Long> changes = new TreeMap<>();

  private Balances() {}

  /** Locks in the order of the id, as everyone does who locks more than one balance. */
  public static Balances lock(Handle handle, Collection<Long> accountIds) {
    Balances balances = new Balances();
    Bulk.select(handle, "SELECT account_id, amount FROM balance FORCE INDEX (PRIMARY) WHERE account_id IN (%s)"
        + " ORDER BY account_id FOR UPDATE", new TreeSet<>(accountIds),
        row -> balances.amounts.put(row.getLong(1), row.getLong(2)));
    return balances;
  }

  /** Whether the account has a balance row. */
  public boolean has(long accountId) {
    return amounts.containsKey(accountId);
  }

  /** The balance with what was added so far. */
  public long of(long accountId) {
    return amounts.get(accountId);
  }

  /**
   * Adds to a balance; written by {@link #save}.
   *
   * @return the balance after it
   * @throws ArithmeticException   when the balance would not fit
   * @throws IllegalStateException when the account has no balance row
   */
  public long add(long accountId, long nano) {
    Long before = amounts.get(accountId);
    if (before == null) {
      throw new IllegalStateException("account " + accountId + " has no balance row");
    }
    long after = Math.addExact(before, nano);
    amounts.put(accountId, after);
    changes.merge(accountId, nano, Math::addExact);
    return after;
  }

  /** Writes what was added. */
  public void save(Handle handle) {
    // the rows are there, we hold their locks: an update of all of them in one statement
    Bulk.insert(handle, "INSERT INTO balance (account_id, amount) VALUES %s"
        + " ON DUPLICATE KEY UPDATE amount = amount + VALUES(amount)",
        changes.entrySet().stream().map(e -> new Object[] {e.getKey(), e.getValue()}).toList());
    changes.clear();
  }
}
