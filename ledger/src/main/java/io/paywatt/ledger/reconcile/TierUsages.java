package io.paywatt.ledger.reconcile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.tariff.Count;
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
    Map<Long, Map<Count, Long>> counts = counts(handle, accountIds, oldest);
    TierUsages usages = new TierUsages();
    used.forEach((id, periods) -> usages.byAccount.put(id, new TierUsage(periods, counts.get(id))));
    return usages;
  }

  /** Those that belong to no period begin with the epoch. */
  private static Map<Long, Map<Count, Long>> counts(Handle handle, Collection<Long> accountIds, LocalDate oldest) {
    Map<Long, Map<Count, Long>> counts = new HashMap<>();
    accountIds.forEach(id -> counts.put(id, new HashMap<>()));
    Bulk.select(handle, "SELECT account_id, tariff, period_start, valid_from, name, value FROM tariff_count"
            + " WHERE (period_start >= ? OR period_start = '1970-01-01') AND account_id IN (%s)", accountIds,
        row -> counts.get(row.getLong(1)).put(new Count(row.getString(2), row.getObject(3, LocalDate.class),
            row.getObject(4, LocalDate.class), row.getString(5)), row.getLong(6)), oldest);
    return counts;
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
    List<Object[]> counts = new ArrayList<>();
    byAccount.forEach((id, usage) -> usage.changedCounts().forEach(count -> counts.add(new Object[] {id, count.tariff(),
        count.periodStart(), count.validFrom(), count.name(), usage.count(count)})));
    Bulk.execute(handle, "INSERT INTO tariff_count (account_id, tariff, period_start, valid_from, name, value)"
        + " VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE value = VALUES(value)", counts);
  }
}
