package io.paywatt.ledger.reconcile;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import io.paywatt.ledger.reading.TariffRegisters;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** The readings that wait behind the bills of a slice, bounded in number. */
final class Readings {
  private static final int METERS_AT_ONCE = 200;
  private static final LocalDateTime EVER = LocalDateTime.of(1000, 1, 1, 0, 0);

  private final TreeMap<Long, List<Register>> byMeter = new TreeMap<>();
  private final int max;
  private int count;
  private int loaded;
  private Long lastLoaded;

  private Readings(int max) {
    this.max = max;
  }

  /** Reads in the order of meter and time until there are {@code max}; the only reading of a meter is there already. */
  static Readings load(Handle handle, Collection<OpenBill> bills, int max) {
    Readings readings = new Readings(max);
    bills.stream().filter(bill -> bill.only() != null).forEach(bill -> readings.add(bill.meterId(), bill.only()));
    List<OpenBill> others = bills.stream().filter(bill -> bill.only() == null).toList();
    for (int start = 0; start < others.size() && !readings.isFull(); start += METERS_AT_ONCE) {
      readings.loadPart(handle, others.subList(start, Math.min(others.size(), start + METERS_AT_ONCE)));
    }
    return readings;
  }

  /** One range of the primary key a meter, so that a meter's past is never read again. */
  private void loadPart(Handle handle, List<OpenBill> bills) {
    List<Object> values = new ArrayList<>();
    for (OpenBill bill : bills) {
      values.add(bill.meterId());
      values.add(bill.billedAt() == null ? EVER : Store.utc(bill.billedAt()));
    }
    values.add(max - loaded);
    String ranges = "meter_id = ? AND at > ?" + " OR meter_id = ? AND at > ?".repeat(bills.size() - 1);
    Bulk.query(handle, "SELECT meter_id, at, energy_wh, quality = 'estimated', tariff_wh FROM reading FORCE INDEX (PRIMARY)"
        + " WHERE (" + ranges + ") AND state = 'accepted' ORDER BY meter_id, at LIMIT ?", row -> {
          loaded++;
          lastLoaded = row.getLong(1);
          add(lastLoaded, new Register(Store.instant(row.getObject(2, LocalDateTime.class)), row.getLong(3),
              row.getBoolean(4), TariffRegisters.of(row.getString(5))));
          return null;
        }, values);
  }

  /** The tariff registers up to which meters are billed, by meter id; those are left out whose last bill ended without. */
  static Map<Long, List<Long>> billedTariffs(Handle handle, Collection<OpenBill> bills) {
    Map<Long, List<Long>> billed = new HashMap<>();
    List<OpenBill> all = List.copyOf(bills);
    for (int start = 0; start < all.size(); start += METERS_AT_ONCE) {
      List<OpenBill> part = all.subList(start, Math.min(all.size(), start + METERS_AT_ONCE));
      Bulk.query(handle, "SELECT meter_id, tariff_wh FROM reading FORCE INDEX (PRIMARY) WHERE ("
          + "meter_id = ? AND at = ?" + " OR meter_id = ? AND at = ?".repeat(part.size() - 1)
          + ") AND state = 'accepted' AND NOT late AND tariff_wh IS NOT NULL",
          row -> billed.put(row.getLong(1), TariffRegisters.of(row.getString(2))),
          part.stream().<Object>flatMap(bill -> Stream.of(bill.meterId(), Store.utc(bill.billedAt()))).toList());
    }
    return billed;
  }

  private void add(long meterId, Register register) {
    count++;
    byMeter.computeIfAbsent(meterId, id -> new ArrayList<>()).add(register);
  }

  private boolean isFull() {
    return loaded >= max;
  }

  /** Readings up to a meter, inclusive. */
  int count(long meterId) {
    return cutAt() == null ? count : byMeter.headMap(meterId, true).values().stream().mapToInt(List::size).sum();
  }

  /** The last meter when there may be more behind it, otherwise null; meters after it are left for the next slice. */
  Long cutAt() {
    return isFull() ? lastLoaded : null;
  }

  List<Register> of(long meterId) {
    return byMeter.getOrDefault(meterId, List.of());
  }
}
