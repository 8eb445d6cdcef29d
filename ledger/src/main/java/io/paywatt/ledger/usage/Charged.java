package io.paywatt.ledger.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.Pricer;
import org.jdbi.v3.core.Handle;

/**
 * A charge as far as usage needs it, times in epoch milliseconds.
 *
 * @param energy Wh or litres; 0 for a charge that is not for energy
 * @param amount nano units
 * @param before energy of the charges of the same time that come first
 */
record Charged(long from, long to, int tier, String period, long energy, long amount, long before) {
  /** No charge that is not for energy lasts longer. */
  private static final Duration LONGEST_OTHER = Duration.ofDays(100);
  /**
   * Charges for energy follow each other, so behind the first one that ends long after the range there is none that
   * touches it: the index is read from the range to there and not to its end.
   */
  private static final String TOUCHING = "SELECT l.from_at, l.to_at, l.tier, COALESCE(l.period, ''), l.energy_wh, l.amount"
      + " FROM charge_line l LEFT JOIN journal_entry r ON r.reverses = l.entry_id WHERE l.meter_id = ? AND l.to_at >= ?"
      + " AND l.to_at <= COALESCE((SELECT MIN(n.to_at) FROM charge_line n WHERE n.meter_id = ? AND n.to_at >= ?), ?)"
      + " AND l.from_at < ? AND r.id IS NULL ORDER BY l.to_at, l.from_at, l.id";
  private static final LocalDateTime EVER = LocalDateTime.of(9999, 1, 1, 0, 0);

  /** The charges of a meter that touch the range, without those that were taken back. */
  static List<Charged> load(Handle handle, long meterId, Instant from, Instant to) {
    List<Charged> charges = new ArrayList<>();
    Bulk.query(handle, TOUCHING, row -> {
      long start = millis(row.getObject(1, LocalDateTime.class));
      long end = millis(row.getObject(2, LocalDateTime.class));
      Charged last = charges.isEmpty() ? null : charges.get(charges.size() - 1);
      boolean sameTime = last != null && last.from == start && last.to == end;
      return charges.add(new Charged(start, end, row.getInt(3), row.getString(4), row.getLong(5), row.getLong(6),
          sameTime ? last.before + last.energy : 0));
    }, List.of(meterId, Store.utc(from), meterId, Store.utc(to.plus(LONGEST_OTHER)), EVER, Store.utc(to)));
    return charges;
  }

  private static long millis(LocalDateTime utc) {
    return Store.instant(utc).toEpochMilli();
  }

  /** Charged at one instant: consumption before the first reading, which no curve shows. */
  boolean isInstant() {
    return from == to;
  }

  /** Whether another charge is for the same time: the curve counts that once. */
  boolean isFirstOfItsTime() {
    return before == 0;
  }

  /** What of the charge lies in a stretch of time that it touches, by the energy used then. */
  Part within(long start, long end, EnergyCurve curve) {
    if (isInstant()) {
      return new Part(start, end, tier, period, energy, amount);
    }
    long first = Math.max(start, from);
    long last = Math.min(end, to);
    return new Part(start, end, tier, period, energyUntil(last, curve) - energyUntil(first, curve),
        share(amount, last, curve) - share(amount, first, curve));
  }

  boolean touches(long start, long end) {
    return isInstant() ? from >= start && from < end : from < end && to > start;
  }

  /** Charges of the same time share it out together, so that their parts add up to what the curve says. */
  private long energyUntil(long instant, EnergyCurve curve) {
    return share(before + energy, instant, curve) - share(before, instant, curve);
  }

  /** What of a whole belongs to the time before an instant within the charge. */
  private long share(long whole, long instant, EnergyCurve curve) {
    if (instant >= to) {
      return whole;
    }
    long used = curve.at(to) - curve.at(from);
    long part = used > 0 && energy > 0 ? curve.at(instant) - curve.at(from) : instant - from;
    long all = used > 0 && energy > 0 ? used : to - from;
    return whole < 0 ? -Pricer.mulDivFloor(-whole, part, all) : Pricer.mulDivFloor(whole, part, all);
  }
}
