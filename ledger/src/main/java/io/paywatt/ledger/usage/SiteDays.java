package io.paywatt.ledger.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.store.Bulk;
import org.jdbi.v3.core.Handle;

/** What the days of some meters change in the sums of their sites. */
final class SiteDays {
  private static final String ADD = "INSERT INTO usage_site_day (site_id, utility, currency, day, tier, period, energy, cost)"
      + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE energy = energy + VALUES(energy), cost = cost + VALUES(cost)";

  private record Key(long siteId, String utility, String currency, LocalDate day, int tier, String period) {}

  private record Sum(long energy, long cost) {
    Sum plus(Sum more) {
      return new Sum(energy + more.energy, cost + more.cost);
    }
  }

  private final Map<Key, Sum> changes = new TreeMap<>(Comparator.comparingLong(Key::siteId).thenComparing(Key::utility)
      .thenComparing(Key::currency).thenComparing(Key::day).thenComparingInt(Key::tier).thenComparing(Key::period));

  void add(MeterFacts meter, List<Part> parts, ZoneId zone) {
    parts.forEach(part -> change(meter, part, zone, new Sum(part.energy(), part.cost())));
  }

  void subtract(MeterFacts meter, List<Part> parts, ZoneId zone) {
    parts.forEach(part -> change(meter, part, zone, new Sum(-part.energy(), -part.cost())));
  }

  private void change(MeterFacts meter, Part part, ZoneId zone, Sum sum) {
    changes.merge(new Key(meter.siteId(), meter.utility().word(), meter.currency(),
        LocalDate.ofInstant(Instant.ofEpochMilli(part.from()), zone), part.tier(), part.period()), sum, Sum::plus);
  }

  /** In the order of the key, so that two nodes wait for each other instead of ending in a deadlock. */
  void save(Handle handle) {
    Bulk.execute(handle, ADD, changes.entrySet().stream().map(each -> new Object[] {each.getKey().siteId(),
        each.getKey().utility(), each.getKey().currency(), each.getKey().day(), each.getKey().tier(),
        each.getKey().period(), each.getValue().energy(), each.getValue().cost()}).toList());
  }
}
