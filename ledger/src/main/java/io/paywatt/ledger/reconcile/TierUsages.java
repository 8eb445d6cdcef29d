package io.paywatt.ledger.reconcile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.tariff.TierUsage;
import org.jdbi.v3.core.Handle;

/** The tier counts of the accounts of a slice; their balance rows are locked, so nobody else counts. */
final class TierUsages {
  private final TreeMap<Long, TierUsage> byAccount = new TreeMap<>();

  /** @param oldest no period before it is needed */
  static TierUsages load(Handle handle, Collection<Long> accountIds, LocalDate oldest) {
    Map<Long, Map<LocalDate, Long>> used = new HashMap<>();
    accountIds.forEach(id -> used.put(id, new HashMap<>()));
    Bulk.select(handle, "SELECT account_id, period_start, used_wh FROM tier_usage WHERE period_start >= ?"
            + " AND account_id IN (%s)", accountIds,
        row -> used.get(row.getLong(1)).put(row.getObject(2, LocalDate.class), row.getLong(3)), oldest);
    TierUsages usages = new TierUsages();
    used.forEach((id, periods) -> usages.byAccount.put(id, new TierUsage(periods)));
    return usages;
  }

  TierUsage of(long accountId) {
    return byAccount.computeIfAbsent(accountId, id -> new TierUsage(Map.of()));
  }

  void save(Handle handle) {
    List<Object[]> rows = new ArrayList<>();
    byAccount.forEach((id, usage) -> usage.changed().stream().sorted()
        .forEach(start -> rows.add(new Object[] {id, start, usage.used(start)})));
    Bulk.execute(handle, "INSERT INTO tier_usage (account_id, period_start, used_wh) VALUES (?, ?, ?)"
        + " ON DUPLICATE KEY UPDATE used_wh = VALUES(used_wh)", rows);
  }
}
