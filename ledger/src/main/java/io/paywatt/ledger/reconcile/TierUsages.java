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
    save(handle, byAccount);
  }

  /** Keeps what one account counts. */
  static void save(Handle handle, long accountId, TierUsage usage) {
    save(handle, Map.of(accountId, usage));
  }

  private static void save(Handle handle, Map<Long, TierUsage> byAccount) {
    Map<Long, Map<LocalDate, Long>> used = new TreeMap<>();
    Map<Long, Map<Count, Long>> counts = new TreeMap<>();
    byAccount.forEach((id, usage) -> {
      used.put(id, new TreeMap<>());
      usage.changed().forEach(start -> used.get(id).put(start, usage.used(start)));
      counts.put(id, new HashMap<>());
      usage.changedCounts().forEach(count -> counts.get(id).put(count, usage.count(count)));
    });
    write(handle, used, counts);
  }

  /** @param used Wh by account and tier period @param counts all others by account */
  static void write(Handle handle, Map<Long, Map<LocalDate, Long>> used, Map<Long, Map<Count, Long>> counts) {
    List<Object[]> periods = new ArrayList<>();
    used.forEach((id, starts) -> starts.forEach((start, wh) -> periods.add(new Object[] {id, start, wh})));
    Bulk.execute(handle, "INSERT INTO tier_usage (account_id, period_start, used_wh) VALUES (?, ?, ?)"
        + " ON DUPLICATE KEY UPDATE used_wh = VALUES(used_wh)", periods);
    List<Object[]> rows = new ArrayList<>();
    counts.forEach((id, values) -> values.forEach((count, value) -> rows.add(new Object[] {id, count.tariff(),
        count.periodStart(), count.validFrom(), count.name(), value})));
    Bulk.execute(handle, "INSERT INTO tariff_count (account_id, tariff, period_start, valid_from, name, value)"
        + " VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE value = VALUES(value)", rows);
  }
}
