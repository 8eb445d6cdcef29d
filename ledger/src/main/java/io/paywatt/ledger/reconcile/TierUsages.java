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
import io.paywatt.ledger.tariff.TierUsage;
import io.paywatt.ledger.tariff.Utility;
import org.jdbi.v3.core.Handle;

/** The tier counts of the accounts of a slice, by utility; their balance rows are locked, so nobody else counts. */
final class TierUsages {
  private final TreeMap<Key, TierUsage> usages = new TreeMap<>(
      Comparator.comparingLong(Key::accountId).thenComparing(Key::utility));

  private record Key(long accountId, Utility utility) {}

  /** @param oldest no period before it is needed */
  static TierUsages load(Handle handle, Collection<Long> accountIds, LocalDate oldest) {
    Map<Key, Map<LocalDate, Long>> used = new HashMap<>();
    Bulk.select(handle, "SELECT account_id, utility, period_start, used_wh FROM tier_usage WHERE period_start >= ?"
            + " AND account_id IN (%s)", accountIds,
        row -> used.computeIfAbsent(new Key(row.getLong(1), Utility.of(row.getString(2))), key -> new HashMap<>())
            .put(row.getObject(3, LocalDate.class), row.getLong(4)), oldest);
    TierUsages loaded = new TierUsages();
    used.forEach((key, periods) -> loaded.usages.put(key, new TierUsage(periods)));
    return loaded;
  }

  TierUsage of(long accountId, Utility utility) {
    return usages.computeIfAbsent(new Key(accountId, utility), key -> new TierUsage(Map.of()));
  }

  void save(Handle handle) {
    List<Object[]> rows = new ArrayList<>();
    usages.forEach((key, usage) -> usage.changed().stream().sorted().forEach(
        start -> rows.add(new Object[] {key.accountId(), key.utility().word(), start, usage.used(start)})));
    Bulk.execute(handle, "INSERT INTO tier_usage (account_id, utility, period_start, used_wh) VALUES (?, ?, ?, ?)"
        + " ON DUPLICATE KEY UPDATE used_wh = VALUES(used_wh)", rows);
  }
}
