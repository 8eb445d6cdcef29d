package io.paywatt.ledger.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** A meter among the meters of its site: numbers only, and none where there are so few that one could be recognised. */
public final class Peers {
  /** With fewer others nothing is said of them. */
  public static final int FEWEST = 5;
  private static final int HUNDRED = 100;

  private final Store store;
  private final ZoneId zone;

  /**
   * The comparison, over whole days that are kept.
   *
   * @param from       first day that is compared
   * @param to         last day, exclusive; not after from when nothing is kept
   * @param energyWh   of this meter, Wh or litres
   * @param others     how many meters of the same utility in the same site it is compared with
   * @param lessThanMe how many percent of the others used less, rounded down; null when they are too few
   * @param median     of the others, Wh or litres; null when they are too few
   * @param quartile1  a quarter of the others used no more than that
   * @param quartile3  three quarters of them used no more than that
   */
  public record Comparison(LocalDate from, LocalDate to, long energyWh, int others, Integer lessThanMe, Long quartile1,
      Long median, Long quartile3) {}

  /** @param zone zone of the days */
  public Peers(Store store, ZoneId zone) {
    this.store = store;
    this.zone = zone;
  }

  /** Compares a meter with those of its site. @throws Rejected 404 for an unknown meter */
  public Comparison compare(String serial, Instant from, Instant to) {
    return store.read(handle -> {
      MeterFacts meter = MeterFacts.of(handle, serial);
      WholeDays days = WholeDays.of(from, to, meter.keptUntil(), zone);
      if (days.isEmpty()) {
        return new Comparison(days.first(), days.first(), 0, 0, null, null, null, null);
      }
      long own = sum(KeptDays.parts(handle, meter.id(), days.first(), days.end(), zone));
      return compare(days, own, others(handle, meter, days));
    });
  }

  private static long sum(List<Part> parts) {
    return parts.stream().mapToLong(Part::energy).sum();
  }

  /** What each of the others used, rising; of those whose days are kept as far as these. */
  private List<Long> others(Handle handle, MeterFacts meter, WholeDays days) {
    List<Long> energies = new ArrayList<>();
    Bulk.query(handle, "SELECT (SELECT COALESCE(SUM(u.energy), 0) FROM usage_day u WHERE u.meter_id = m.id AND u.day >= ?"
            + " AND u.day < ?) AS used FROM room r JOIN account a ON a.room_id = r.id JOIN meter m ON m.account_id = a.id"
            + " JOIN meter_billing b ON b.meter_id = m.id WHERE r.site_id = ? AND m.utility = ? AND m.id <> ?"
            + " AND b.kept_until >= ? ORDER BY used", row -> energies.add(row.getLong(1)),
        List.of(days.first(), days.end(), meter.siteId(), meter.utility().word(), meter.id(),
            Store.utc(days.end().atStartOfDay(zone).toInstant())));
    return energies;
  }

  private static Comparison compare(WholeDays days, long own, List<Long> others) {
    if (others.size() < FEWEST) {
      return new Comparison(days.first(), days.end(), own, others.size(), null, null, null, null);
    }
    long less = others.stream().filter(each -> each < own).count();
    return new Comparison(days.first(), days.end(), own, others.size(), (int) (less * HUNDRED / others.size()),
        percentile(others, 25), percentile(others, 50), percentile(others, 75));
  }

  /** Nearest rank. */
  private static long percentile(List<Long> rising, int percent) {
    return rising.get((rising.size() * percent + HUNDRED - 1) / HUNDRED - 1);
  }
}
