package io.paywatt.ledger.energy;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import io.paywatt.ledger.journal.Journal.Line;
import io.paywatt.ledger.money.Energy;
import io.paywatt.ledger.store.Bulk;
import org.jdbi.v3.core.Handle;

/**
 * Wh of some accounts that hold kWh, locked until the transaction ends; the balances are locked before. Other accounts are
 * not in it.
 */
public final class EnergyBalances {
  private record Row(long wh, long ledgerAccountId) {}

  private final Map<Long, Row> rows = new HashMap<>();
  private final Map<Long, Long> changes = new TreeMap<>();

  private EnergyBalances() {}

  /** Locks in the order of the id, as everyone does who locks more than one. */
  public static EnergyBalances lock(Handle handle, Collection<Long> accountIds) {
    EnergyBalances balances = new EnergyBalances();
    Bulk.select(handle, "SELECT e.account_id, e.wh, l.id FROM energy_balance e FORCE INDEX (PRIMARY)"
        + " JOIN ledger_account l ON l.holder_id = e.account_id AND l.kind = 'energy' WHERE e.account_id IN (%s)"
        + " ORDER BY e.account_id FOR UPDATE", new TreeSet<>(accountIds),
        row -> balances.rows.put(row.getLong(1), new Row(row.getLong(2), row.getLong(3))));
    return balances;
  }

  /** Makes accounts hold kWh, none of them yet; one that does stays as it is. */
  public static void open(Handle handle, Collection<Long> accountIds) {
    Bulk.update(handle, "INSERT INTO ledger_account (code, kind, holder_id, currency) SELECT CONCAT('energy:', a.number),"
        + " 'energy', a.id, '" + Energy.UNIT + "' FROM account a LEFT JOIN ledger_account l ON l.holder_id = a.id"
        + " AND l.kind = 'energy' WHERE l.id IS NULL AND a.id IN (%s)", new TreeSet<>(accountIds));
    Bulk.update(handle, "INSERT IGNORE INTO energy_balance (account_id, wh) SELECT a.id, 0 FROM account a WHERE a.id IN (%s)",
        new TreeSet<>(accountIds));
  }

  /** Wh of the account of a meter, empty when it holds money. */
  public static Optional<Long> ofMeter(Handle handle, long meterId) {
    return handle.createQuery("SELECT e.wh FROM meter m JOIN energy_balance e ON e.account_id = m.account_id"
        + " WHERE m.id = :meter").bind("meter", meterId).mapTo(Long.class).findOne();
  }

  /** Wh, after what was changed so far. */
  public long wh(long accountId) {
    return rows.get(accountId).wh();
  }

  /** Changes what is left; written by {@link #save}. @return the side of the entry on the customer's energy account */
  public Line change(long accountId, long wh) {
    Row row = rows.get(accountId);
    rows.put(accountId, new Row(Math.addExact(row.wh(), wh), row.ledgerAccountId()));
    changes.merge(accountId, wh, Math::addExact);
    return new Line(row.ledgerAccountId(), wh);
  }

  /** Writes what was changed. */
  public void save(Handle handle) {
    Bulk.execute(handle, "UPDATE energy_balance SET wh = wh + ? WHERE account_id = ?",
        changes.entrySet().stream().map(e -> new Object[] {e.getValue(), e.getKey()}).toList());
    changes.clear();
  }
}
