package io.paywatt.ledger.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import io.paywatt.ledger.meter.MeterChange;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.Pricer;
import org.jdbi.v3.core.Handle;

/** Energy of a meter since the first reading of a stretch of time: straight lines between readings, whole Wh. */
final class EnergyCurve {
  private static final int FIRST_SIZE = 256;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final Deque<MeterChange> changes;
  private int multiplier;
  private long rangeWh;
  private long[] millis = new long[FIRST_SIZE];
  private long[] energyWh = new long[FIRST_SIZE];
  private int size;
  private long register;

  private EnergyCurve(MeterFacts meter, List<MeterChange> changes) {
    this.changes = new ArrayDeque<>(changes);
    this.multiplier = changes.isEmpty() ? meter.multiplier() : changes.get(0).old().multiplier();
    this.rangeWh = changes.isEmpty() ? meter.rangeWh() : changes.get(0).old().rangeWh();
  }

  /** The readings of the range and the nearest one on each side of it. */
  static EnergyCurve load(Handle handle, MeterFacts meter, Instant from, Instant to) {
    EnergyCurve curve = new EnergyCurve(meter, MeterChange.since(handle, meter.id(), Instant.EPOCH));
    String sound = "FROM reading WHERE meter_id = ? AND state = 'accepted' AND at";
    Bulk.query(handle, "SELECT at, energy_wh " + sound + " >= COALESCE((SELECT MAX(at) " + sound + " <= ?), ?) AND at <="
            + " COALESCE((SELECT MIN(at) " + sound + " >= ?), ?) ORDER BY at",
        row -> {
          curve.add(Store.instant(row.getObject(1, LocalDateTime.class)).toEpochMilli(), row.getLong(2));
          return null;
        }, List.of(meter.id(), meter.id(), Store.utc(from), Store.utc(from), meter.id(), Store.utc(to), Store.utc(to)));
    return curve;
  }

  private void add(long at, long wh) {
    while (!changes.isEmpty() && changes.peek().at().toEpochMilli() <= at) {
      MeterChange change = changes.poll();
      if (size > 0) {
        point(change.at().toEpochMilli(), change.old().registerWh());
      }
      register = change.now().registerWh();
      multiplier = change.now().multiplier();
      rangeWh = change.now().rangeWh();
    }
    point(at, wh);
  }

  /** A register lower than the one before that is no start from zero came late and is left out, as in the bill. */
  private void point(long at, long wh) {
    long rise = size == 0 ? 0 : wh - register;
    if (rise < 0 && register > rangeWh / 10 * 9) {
      rise += rangeWh;
    }
    if (rise < 0) {
      return;
    }
    if (size == 0 || at > millis[size - 1]) {
      grow();
      millis[size] = at;
      energyWh[size] = size == 0 ? 0 : energyWh[size - 1];
      size++;
    }
    energyWh[size - 1] += rise * multiplier;
    register = wh;
  }

  private void grow() {
    if (size == millis.length) {
      millis = Arrays.copyOf(millis, size * 2);
      energyWh = Arrays.copyOf(energyWh, size * 2);
    }
  }

  /** Highest mean rate between two readings that touch the time: Wh (litres) an hour, 0 without readings. */
  long peak(long from, long to) {
    long peak = 0;
    int found = Arrays.binarySearch(millis, 0, size, from);
    for (int i = Math.max(1, found >= 0 ? found + 1 : -found - 1); i < size && millis[i - 1] < to; i++) {
      peak = Math.max(peak, Pricer.mulDivFloor(energyWh[i] - energyWh[i - 1], HOUR, millis[i] - millis[i - 1]));
    }
    return peak;
  }

  /** Wh at an instant, epoch milliseconds; outside the readings the nearest one counts. */
  long at(long instant) {
    if (size == 0 || instant <= millis[0]) {
      return 0;
    }
    if (instant >= millis[size - 1]) {
      return energyWh[size - 1];
    }
    int found = Arrays.binarySearch(millis, 0, size, instant);
    if (found >= 0) {
      return energyWh[found];
    }
    int next = -found - 1;
    long rise = energyWh[next] - energyWh[next - 1];
    return energyWh[next - 1]
        + Pricer.mulDivFloor(rise, instant - millis[next - 1], millis[next] - millis[next - 1]);
  }
}
