package io.paywatt.ledger.reconcile;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import io.paywatt.ledger.energy.EnergyUse;
import io.paywatt.ledger.journal.Balances;
import io.paywatt.ledger.meter.MeterChange;
import io.paywatt.ledger.reading.MeterFault;
import io.paywatt.ledger.reading.Quarantine;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.ChargeLine;
import org.jdbi.v3.core.Handle;

/** The bills of a slice that are looked at one by one: tiers, times of use, several readings, anything unusual. */
final class SingleBills {

  private final Handle handle;
  private final Billing billing;
  private final ReconcileRules rules;
  private final Instant now;
  private final TreeMap<Long, OpenBill> bills;
  private final Readings readings;
  private final Map<Long, RegisterWalk> walks = new LinkedHashMap<>();
  private final List<Charge> charges = new ArrayList<>();
  private final List<EnergyUse.Used> uses = new ArrayList<>();
  private final List<MeterFault> faults = new ArrayList<>();
  private TierUsages usages;

  /** @param bills claimed in the transaction of the handle; those whose readings are too many for one slice are left out */
  SingleBills(Handle handle, Billing billing, ReconcileRules rules, TreeMap<Long, OpenBill> bills, Instant now) {
    this.handle = handle;
    this.billing = billing;
    this.rules = rules;
    this.now = now;
    this.bills = bills;
    this.readings = Readings.load(handle, bills.values(), rules.sliceReadings());
    if (readings.cutAt() != null) {
      bills.tailMap(readings.cutAt(), false).clear();
    }
  }

  /** Prices them. Afterwards the balances of the accounts are locked: nobody else counts their use. */
  List<Charge> price() {
    walk();
    TreeSet<Long> accounts = new TreeSet<>(bills.values().stream().map(OpenBill::accountId).toList());
    Balances.lock(handle, accounts);
    usages = TierUsages.load(handle, accounts, oldestPeriod());
    bills.values().forEach(this::charge);
    return charges;
  }

  /** Writes what is not a row of the slice. @param entries by meter id */
  void write(Map<Long, Long> entries) {
    lines(entries);
    EnergyUse.take(handle, uses, now);
    usages.save(handle);
    List<Quarantine.Held> suspects = suspects();
    Bulk.execute(handle, "UPDATE reading SET state = 'quarantined' WHERE meter_id = ? AND at = ?",
        suspects.stream().map(held -> new Object[] {held.meterId(), Store.utc(held.at())}).toList());
    Quarantine.keep(handle, Reconciler.ROUTE, suspects, now);
    MeterFault.report(handle, Reconciler.ROUTE, faults, now);
    Bulk.execute(handle, "UPDATE meter_billing SET change_at = ? WHERE meter_id = ?",
        charges.stream().filter(charge -> charge.walk().hasPassed())
            .map(charge -> new Object[] {Store.utc(charge.walk().nextChange()), charge.bill().meterId()}).toList());
  }

  /** Whether the readings were too many for one slice, so that the range has to be gone through again. */
  boolean wasCut() {
    return readings.cutAt() != null;
  }

  /** Where to go on after a cut: at the meter whose readings were too many, unless it waits for a person. */
  long goOnAfter() {
    long cut = readings.cutAt();
    RegisterWalk walk = walks.get(cut);
    boolean goesOn = charges.stream().anyMatch(charge -> charge.bill().meterId() == cut)
        && (!walk.intervals().isEmpty() || !walk.suspects().isEmpty());
    return goesOn ? cut - 1 : cut;
  }

  long readings() {
    return bills.isEmpty() ? 0 : readings.count(bills.lastKey());
  }

  List<Quarantine.Held> suspects() {
    return walks.values().stream().flatMap(walk -> walk.suspects().stream()).toList();
  }

  /** Wh that were taken off accounts that hold kWh. */
  long usedWh() {
    return uses.stream().mapToLong(EnergyUse.Used::wh).sum();
  }

  int skipped() {
    return faults.size();
  }

  private void walk() {
    Collection<Long> changed = bills.values().stream().filter(OpenBill::changed).map(OpenBill::meterId).toList();
    Map<Long, List<MeterChange>> changes = MeterChange.pending(handle, changed);
    Map<Long, List<Long>> tariffs = Readings.billedTariffs(handle, bills.values().stream().filter(this::hasTariffs).toList());
    bills.forEach((id, bill) -> walks.put(id, new RegisterWalk(bill, tariffs.getOrDefault(id, List.of()),
        changes.getOrDefault(id, List.of()), rules).over(readings.of(id), isComplete(id) ? now : Instant.MIN)));
  }

  /** Whether its registers may decide the time of use from the last bill on. */
  private boolean hasTariffs(OpenBill bill) {
    List<Register> waiting = readings.of(bill.meterId());
    return bill.billedAt() != null && !waiting.isEmpty() && !waiting.get(0).tariffWh().isEmpty() && billing.countsRegisters(bill);
  }

  private boolean isComplete(Long meterId) {
    return !meterId.equals(readings.cutAt());
  }

  private void charge(OpenBill bill) {
    RegisterWalk walk = walks.get(bill.meterId());
    Optional<String> obstacle = billing.obstacle(bill, walk);
    if (obstacle.isPresent()) {
      faults.add(new MeterFault(bill.serial(), "not-billable", obstacle.get(),
          Json.object().put("meter", bill.serial()).put("account", bill.account()).toString()));
    } else {
      charges.add(billing.holdsEnergy(bill) ? used(bill, walk)
          : billing.charge(bill, walk, usages.of(bill.accountId(), bill.utility()), isComplete(bill.meterId())));
    }
  }

  /** Without a price: the Wh are taken off those that were bought. */
  private Charge used(OpenBill bill, RegisterWalk walk) {
    billing.used(bill, walk).ifPresent(uses::add);
    return new Charge(bill, walk, List.of(), isComplete(bill.meterId()));
  }

  /** No period of the slice begins earlier: a tier year may begin on any day. */
  private LocalDate oldestPeriod() {
    Instant oldest = walks.values().stream().flatMap(walk -> walk.intervals().stream().limit(1))
        .map(RegisterWalk.Interval::from).min(Instant::compareTo).orElse(now);
    return LocalDate.ofInstant(oldest, ZoneOffset.UTC).minusDays(1).withDayOfYear(1).minusYears(1);
  }

  private void lines(Map<Long, Long> entries) {
    List<Object[]> rows = new ArrayList<>();
    for (Charge charge : charges) {
      Long entry = entries.get(charge.bill().meterId());
      for (ChargeLine line : entry == null ? List.<ChargeLine>of() : charge.lines()) {
        rows.add(ChargeLines.row(entry, charge.bill().meterId(), line));
      }
    }
    ChargeLines.insert(handle, rows);
  }
}
