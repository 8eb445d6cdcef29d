package io.paywatt.ledger.debt;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import io.paywatt.ledger.journal.Journal.Line;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Debts of some accounts, locked until the transaction ends. Who also locks balances does that before. Nano units. */
final class Debts {
  /** @param owed zero or more @param recoveryAt payments from then on are shared */
  private record Row(long owed, Instant recoveryAt, long ledgerAccountId) {}

  private final Map<Long, Row> rows = new HashMap<>();
  private final Map<Long, Long> changes = new TreeMap<>();

  private Debts() {}

  /** Locks in the order of the id, as everyone does who locks more than one debt. */
  static Debts lock(Handle handle, Collection<Long> accountIds) {
    Debts debts = new Debts();
    Bulk.select(handle, "SELECT d.account_id, d.owed, d.recovery_at, l.id FROM account_debt d FORCE INDEX (PRIMARY)"
        + " JOIN ledger_account l ON l.holder_id = d.account_id AND l.kind = 'debt' WHERE d.account_id IN (%s)"
        + " ORDER BY d.account_id FOR UPDATE", new TreeSet<>(accountIds), row -> debts.rows.put(row.getLong(1),
            new Row(row.getLong(2), Store.instant(row.getObject(3, LocalDateTime.class)), row.getLong(4))));
    return debts;
  }

  /** What is owed, after what was changed so far; zero for an account that never owed anything. */
  long owed(long accountId) {
    return rows.containsKey(accountId) ? rows.get(accountId).owed() : 0;
  }

  /** Whether payments are shared with the debt: there is one, and the customer was told long enough ago. */
  boolean isDue(long accountId, Instant now) {
    return owed(accountId) > 0 && !rows.get(accountId).recoveryAt().isAfter(now);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * Changes a debt; written by {@link #save}.
   *
   * @param nano what is owed more; negative: less
   * @return the side of the entry on the customer's debt account
   */
  Line change(long accountId, long nano) {
    Row row = rows.get(accountId);
    rows.put(accountId, new Row(Math.addExact(row.owed(), nano), row.recoveryAt(), row.ledgerAccountId()));
    changes.merge(accountId, nano, Math::addExact);
    return new Line(row.ledgerAccountId(), -nano);
  }

  /** Writes what was changed. */
  void save(Handle handle) {
    Bulk.execute(handle, "UPDATE account_debt SET owed = owed + ? WHERE account_id = ?",
        changes.entrySet().stream().map(e -> new Object[] {e.getValue(), e.getKey()}).toList());
    changes.clear();
  }
}
