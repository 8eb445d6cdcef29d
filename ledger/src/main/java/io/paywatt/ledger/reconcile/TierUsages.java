package io.paywatt.ledger.reconcile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.tariff.Count;
import io.paywatt.ledger.tariff.Household;
import io.paywatt.ledger.tariff.Households;
import io.paywatt.ledger.tariff.TierUsage;
import io.paywatt.ledger.tariff.Utility;
import org.jdbi.v3.core.Handle;

/** The tier counts of the accounts of a slice, by utility; their balance rows are locked, so nobody else counts. */
final class TierUsages {
  private final TreeMap<Key, TierUsage> usages = new TreeMap<>(
      Comparator.comparingLong(Key::accountId).thenComparing(Key::utility));

  private final Map<Long, Map<Count, Long>> counts;
  private final Map<Long, Household> households;

  private record Key(long accountId, Utility utility) {}

  private TierUsages(Map<Long, Map<Count, Long>> counts, Map<Long, Household> households) {
    this.counts = counts;
    this.households = households;
  }

  /** @param oldest no period before it is needed */
  static TierUsages load(Handle handle, Collection<Long> accountIds, LocalDate oldest) {
    Map<Key, Map<LocalDate, Long>> used = new HashMap<>();
    Bulk.select(handle, "SELECT account_id, utility, period_start, used_wh FROM tier_usage WHERE period_start >= ?"
            + " AND account_id IN (%s)", accountIds,
        row -> used.computeIfAbsent(new Key(row.getLong(1), Utility.of(row.getString(2))), key -> new HashMap<>())
            .put(row.getObject(3, LocalDate.class), row.getLong(4)), oldest);
    TierUsages loaded = new TierUsages(counts(handle, accountIds, oldest),
        Households.load(handle, accountIds));
    used.forEach((key, periods) -> loaded.usages.put(key, loaded.usage(key, periods)));
    return loaded;
  }

  /** By tariff, so of all utilities together; those that belong to no period begin with the epoch. */
  private static Map<Long, Map<Count, Long>> counts(Handle handle, Collection<Long> accountIds, LocalDate oldest) {
    Map<Long, Map<Count, Long>> counts = new HashMap<>();
    accountIds.forEach(id -> counts.put(id, new HashMap<>()));
    Bulk.select(handle, "SELECT account_id, tariff, period_start, valid_from, name, value FROM tariff_count"
            + " WHERE (period_start >= ? OR period_start = '1970-01-01') AND account_id IN (%s)", accountIds,
        row -> counts.get(row.getLong(1)).put(new Count(row.getString(2), row.getObject(3, LocalDate.class),
            row.getObject(4, LocalDate.class), row.getString(5)), row.getLong(6)), oldest);
    return counts;
  }

  TierUsage of(long accountId, Utility utility) {
    return usages.computeIfAbsent(new Key(accountId, utility), key -> usage(key, Map.of()));
  }

  private TierUsage usage(Key key, Map<LocalDate, Long> usedWh) {
    return new TierUsage(usedWh, counts.getOrDefault(key.accountId(), Map.of()),
        households.getOrDefault(key.accountId(), Household.NONE));
  }

  void save(Handle handle) {
    save(handle, usages);
  }

  /** Keeps what one account counts of a utility. */
  static void save(Handle handle, long accountId, Utility utility, TierUsage usage) {
    save(handle, Map.of(new Key(accountId, utility), usage));
  }

  private static void save(Handle handle, Map<Key, TierUsage> usages) {
    List<Object[]> periods = new ArrayList<>();
    List<Object[]> counts = new ArrayList<>();
    usages.forEach((key, usage) -> {
      usage.changed().stream().sorted().forEach(start -> periods.add(period(key, start, usage.used(start))));
      usage.changedCounts().forEach(count -> counts.add(count(key, count, usage.count(count))));
    });
    write(handle, periods, counts);
  }

  /** Puts the counts of an account back. @param used Wh by tier period @param counts all others */
  static void write(Handle handle, long accountId, Utility utility, Map<LocalDate, Long> used, Map<Count, Long> counts) {
    Key key = new Key(accountId, utility);
    write(handle, used.entrySet().stream().map(each -> period(key, each.getKey(), each.getValue())).toList(),
        counts.entrySet().stream().map(each -> count(key, each.getKey(), each.getValue())).toList());
  }

  private static Object[] period(Key key, LocalDate start, long wh) {
    return new Object[] {key.accountId(), key.utility().word(), start, wh};
  }

  private static Object[] count(Key key, Count count, long value) {
    return new Object[] {key.accountId(), count.tariff(), count.periodStart(), count.validFrom(), count.name(), value};
  }

  private static void write(Handle handle, List<Object[]> periods, List<Object[]> counts) {
    upsert(handle, "tier_usage", "account_id, utility, period_start, used_wh", "used_wh", periods);
    upsert(handle, "tariff_count", "account_id, tariff, period_start, valid_from, name, value", "value", counts);
  }

  /** Through a temporary table: the driver sends an upsert row by row. */
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
