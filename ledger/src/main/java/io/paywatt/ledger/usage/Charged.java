package io.paywatt.ledger.usage;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.Pricer;
import org.jdbi.v3.core.Handle;

/** A charge as far as usage needs it, times in epoch milliseconds. @param amount nano units */
record Charged(long from, long to, long energyWh, long amount) {

  /** The charges of a meter that touch the range, without those that were taken back. */
  static List<Charged> load(Handle handle, long meterId, Instant from, Instant to) {
    return handle.createQuery("SELECT l.from_at, l.to_at, l.energy_wh, l.amount FROM charge_line l"
            + " LEFT JOIN journal_entry r ON r.reverses = l.entry_id"
            + " WHERE l.meter_id = :m AND l.to_at >= :from AND l.from_at < :to AND r.id IS NULL")
        .bind("m", meterId).bind("from", Store.utc(from)).bind("to", Store.utc(to))
        .map((row, ctx) -> new Charged(millis(row.getObject(1, LocalDateTime.class)),
            millis(row.getObject(2, LocalDateTime.class)), row.getLong(3), row.getLong(4))).list();
  }

  private static long millis(LocalDateTime utc) {
    return Store.instant(utc).toEpochMilli();
  }

  /** Charged at one instant: consumption before the first reading, which no curve shows. */
  boolean isInstant() {
    return from == to;
  }

  /** What of the amount belongs to the time before an instant, by the energy used until then. */
  long amountUntil(long instant, EnergyCurve curve) {
    if (instant <= from) {
      return 0;
    }
    if (instant >= to) {
      return amount;
    }
    long energy = curve.at(to) - curve.at(from);
    return energy > 0 ? Pricer.mulDivFloor(amount, curve.at(instant) - curve.at(from), energy)
        : Pricer.mulDivFloor(amount, instant - from, to - from);
  }
}
