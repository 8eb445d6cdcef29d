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
import io.paywatt.ledger.tariff.Household;
import io.paywatt.ledger.tariff.Households;
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
    Map<Long, Household> households = Households.load(handle, accountIds);
    TierUsages usages = new TierUsages();
    used.forEach((id, periods) -> usages.byAccount.put(id,
        new TierUsage(periods, counts.get(id), households.getOrDefault(id, Household.NONE))));
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
    save(handle, byAccount);
  }

  /** Keeps what one account counts. */
  static void save(Handle handle, long accountId, TierUsage usage) {
    save(handle, Map.of(accountId, usage));
  }

  /** Through temporary tables: the driver sends an upsert row by row. */
  private static void save(Handle handle, Map<Long, TierUsage> byAccount) {
    List<Object[]> rows = new ArrayList<>();
    List<Object[]> counts = new ArrayList<>();
    byAccount.forEach((id, usage) -> {
      usage.changed().stream().sorted().forEach(start -> rows.add(new Object[] {id, start, usage.used(start)}));
      usage.changedCounts().forEach(count -> counts.add(new Object[] {id, count.tariff(), count.periodStart(),
          count.validFrom(), count.name(), usage.count(count)}));
    });
    upsert(handle, "tier_usage", "account_id, period_start, used_wh", "used_wh", rows);
    upsert(handle, "tariff_count", "account_id, tariff, period_start, valid_from, name, value", "value", counts);
  }

  private static void upsert(Handle handle, String table, String columns, String value, List<Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    handle.execute("CREATE OR REPLACE TEMPORARY TABLE reconcile_count ENGINE=Aria SELECT " + columns + " FROM " + table
        + " LIMIT 0");
    Bulk.execute(handle, "INSERT INTO reconcile_count (" + columns + ") VALUES (?" + ", ?".repeat(rows.get(0).length - 1)
        + ")", rows);
    handle.execute("INSERT INTO " + table + " (" + columns + ") SELECT " + columns + " FROM reconcile_count AS c"
        + " ON DUPLICATE KEY UPDATE " + value + " = c." + value);
  }
}
