package io.paywatt.ledger.reconcile;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.meter.MeterChange;
import io.paywatt.ledger.reading.TariffRegisters;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.ChargeLine;
import io.paywatt.ledger.tariff.Household;
import io.paywatt.ledger.tariff.Pricer;
import io.paywatt.ledger.tariff.TariffBook;
import io.paywatt.ledger.tariff.TierUsage;
import io.paywatt.ledger.tariff.Utility;
import org.jdbi.v3.core.Handle;

/**
 * Prices the whole history of an account again, entry by entry in the order in which they were posted, from the readings they
 * were made of. By the same tariff each entry comes to the same amount.
 */
final class AccountReplay {
  /** An entry as it was charged. @param chargedNano corrections included @param from start of its first line */
  record Entry(long id, long meterId, Utility utility, String tariff, Instant from, Instant to, long energyWh, long chargedNano) {}

  /** The same entry priced again. */
  record Priced(Entry entry, long dueNano) {
    long differenceNano() {
      return Math.subtractExact(dueNano, entry.chargedNano());
    }
  }

  private static final String ENTRIES = "SELECT e.id, c.meter_id, MIN(c.tariff), MIN(c.from_at),"
      + " CAST(SUBSTRING_INDEX(e.entry_key, ':', -1) AS SIGNED), SUM(c.energy_wh), SUM(c.amount)"
      + " + COALESCE((SELECT SUM(x.amount) FROM correction_line x WHERE x.corrected = e.id), 0), m.utility"
      + " FROM meter m JOIN charge_line c ON c.meter_id = m.id JOIN journal_entry e ON e.id = c.entry_id"
      + " WHERE m.account_id = ? AND e.kind = 'consumption' GROUP BY e.id, c.meter_id, m.utility, e.entry_key ORDER BY e.id";

  private final Handle handle;
  private final TariffBook tariffs;
  private final ReconcileRules rules;
  private final Household household;
  private final Map<Utility, TierUsage> usages = new EnumMap<>(Utility.class);
  private final Map<Long, RegisterWalk> walks = new HashMap<>();
  private final Map<Long, TreeMap<Instant, Register>> readings = new HashMap<>();

  /** @param household as it is now */
  AccountReplay(Handle handle, TariffBook tariffs, ReconcileRules rules, Household household) {
    this.household = household;
    this.handle = handle;
    this.tariffs = tariffs;
    this.rules = rules;
  }

  /** @throws Unrepeatable when the readings no longer tell what was charged */
  List<Priced> price(long accountId) throws Unrepeatable {
    List<Entry> entries = new ArrayList<>();
    Bulk.query(handle, ENTRIES, row -> entries.add(new Entry(row.getLong(1), row.getLong(2), Utility.of(row.getString(8)), row.getString(3),
        Store.instant(row.getObject(4, LocalDateTime.class)), Instant.ofEpochMilli(row.getLong(5)), row.getLong(6),
        row.getLong(7))), List.of(accountId));
    List<Priced> priced = new ArrayList<>();
    for (Entry entry : entries) {
      priced.add(price(entry));
    }
    return priced;
  }

  /** What counts towards tiers by the tariffs as they are now, by utility. */
  Map<Utility, TierUsage> usages() {
    return usages;
  }

  private Priced price(Entry entry) throws Unrepeatable {
    RegisterWalk walk = walks.get(entry.meterId());
    if (walk == null) {
      walk = start(entry);
      walks.put(entry.meterId(), walk);
    }
    int before = walk.intervals().size();
    var due = readings.get(entry.meterId()).headMap(entry.to(), true);
    walk.over(List.copyOf(due.values()), entry.to());
    due.clear();
    List<RegisterWalk.Interval> intervals = walk.intervals().subList(before, walk.intervals().size());
    if (intervals.stream().mapToLong(RegisterWalk.Interval::energyWh).sum() != entry.energyWh()) {
      throw new Unrepeatable("the readings up to " + entry.to() + " do not add up to the " + entry.energyWh()
          + " Wh that were charged; they may have been deleted");
    }
    Pricer pricer = new Pricer(tariffs.tariff(entry.tariff()).orElseThrow(
        () -> new Unrepeatable("tariff '" + entry.tariff() + "' is not known any more")),
        usages.computeIfAbsent(entry.utility(), utility -> new TierUsage(Map.of(), Map.of(), household)));
    intervals.forEach(each -> each.price(pricer));
    return new Priced(entry, pricer.lines().stream().mapToLong(ChargeLine::amount).reduce(0, Math::addExact));
  }

  /**
   * The first bill begins with the first reading, from a register that follows from what it charged; or, when there is no
   * reading so early, where its first line does.
   */
  private RegisterWalk start(Entry first) throws Unrepeatable {
    TreeMap<Instant, Register> all = new TreeMap<>();
    Bulk.query(handle, "SELECT at, energy_wh, quality = 'estimated', tariff_wh FROM reading WHERE meter_id = ? AND state = 'accepted'"
            + " AND NOT late ORDER BY at", row -> {
          Instant at = Store.instant(row.getObject(1, LocalDateTime.class));
          return all.put(at, new Register(at, row.getLong(2), row.getBoolean(3), TariffRegisters.of(row.getString(4))));
        }, List.of(first.meterId()));
    Register end = all.get(first.to());
    if (end == null) {
      throw new Unrepeatable("there is no reading of " + first.to() + " any more");
    }
    readings.put(first.meterId(), all);
    boolean fromFirstReading = !all.firstKey().isAfter(first.from());
    List<MeterChange> changes = MeterChange.since(handle, first.meterId(), fromFirstReading ? all.firstKey() : first.from());
    return new RegisterWalk(bill(first, end, fromFirstReading, changes), List.of(), changes, rules);
  }

  private OpenBill bill(Entry first, Register end, boolean fromFirstReading, List<MeterChange> changes) {
    return handle.createQuery("SELECT serial, multiplier, register_range_wh FROM meter WHERE id = :id")
        .bind("id", first.meterId()).map((row, context) -> {
          int multiplier = changes.isEmpty() ? row.getInt(2) : changes.get(0).old().multiplier();
          long rangeWh = changes.isEmpty() ? row.getLong(3) : changes.get(0).old().rangeWh();
          long billedWh = Math.floorMod(end.wh() - first.energyWh() / multiplier, rangeWh);
          return new OpenBill(first.meterId(), row.getString(1), 0, "", "", first.tariff(), first.utility(), 0L, multiplier, rangeWh,
              billedWh, fromFirstReading ? null : first.from(), 0, !changes.isEmpty(), null);
        }).one();
  }

  /** Why the history of an account can't be priced again. */
  static final class Unrepeatable extends Exception {
    Unrepeatable(String message) {
      super(message);
    }
  }
}
