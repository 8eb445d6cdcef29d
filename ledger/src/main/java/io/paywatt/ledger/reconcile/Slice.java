package io.paywatt.ledger.reconcile;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.Standing;
import io.paywatt.ledger.energy.EnergyUse;
import io.paywatt.ledger.reading.MeterFault;
import io.paywatt.ledger.reading.Quarantine;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Some meters, billed in one transaction: all of it happens, or nothing. */
final class Slice {
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

  /** @param bills claimed in the transaction of the handle */
  Slice(Handle handle, Billing billing, ReconcileRules rules, TreeMap<Long, OpenBill> bills, Instant now) {
    this.handle = handle;
    this.billing = billing;
    this.rules = rules;
    this.now = now;
    this.bills = bills;
    this.readings = Readings.load(handle, bills.values(), rules.sliceReadings());
  }

  /** Bills the meters, as far as the readings of the slice go. */
  ReconcileResult bill(CreditDesk credit) {
    if (readings.cutAt() != null) {
      bills.tailMap(readings.cutAt(), false).clear();
    }
    bills.values().forEach(this::walk);
    Books books = Books.lock(handle, bills.values().stream().map(OpenBill::accountId).toList());
    TierUsages usages = TierUsages.load(handle, countingAccounts(), oldestPeriod());
    bills.values().forEach(bill -> charge(bill, books, usages));
    new ChargeWriter(handle, books, now).write(charges);
    EnergyUse.take(handle, uses, now);
    usages.save(handle);
    int suspects = keepSuspects();
    MeterFault.report(handle, Reconciler.ROUTE, faults, now);
    credit.review(handle, standings(books), now);
    return new ReconcileResult(charges.stream().filter(charge -> !charge.walk().intervals().isEmpty()).count(),
        readings.count(), charges.stream().mapToLong(Charge::energyWh).sum()
            + uses.stream().mapToLong(EnergyUse.Used::wh).sum(), suspects, faults.size());
  }

  /** Where the next slice goes on: behind the last meter, or at the one whose readings were too many. */
  long last() {
    Long cut = readings.cutAt();
    boolean goesOn = cut != null && charges.stream().anyMatch(charge -> charge.bill().meterId() == cut);
    return goesOn ? cut - 1 : bills.lastKey();
  }

  private void walk(OpenBill bill) {
    RegisterWalk walk = new RegisterWalk(bill, rules.maxPowerW());
    readings.of(bill.meterId()).forEach(walk::step);
    walks.put(bill.meterId(), walk);
  }

  private void charge(OpenBill bill, Books books, TierUsages usages) {
    RegisterWalk walk = walks.get(bill.meterId());
    Optional<String> obstacle = billing.obstacle(bill, walk, books);
    if (obstacle.isPresent()) {
      faults.add(new MeterFault(bill.serial(), "not-billable", obstacle.get(),
          Json.object().put("meter", bill.serial()).put("account", bill.account()).toString()));
    } else {
      boolean complete = !Long.valueOf(bill.meterId()).equals(readings.cutAt());
      if (billing.holdsEnergy(bill)) {
        billing.used(bill, walk).ifPresent(uses::add);
        charges.add(new Charge(bill, walk, List.of(), complete));
      } else {
        charges.add(billing.charge(bill, walk, usages.of(bill.accountId()), complete));
      }
    }
  }

  private TreeSet<Long> countingAccounts() {
    return bills.values().stream().filter(billing::counts).map(OpenBill::accountId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** No period of the slice begins earlier: a tier year may begin on any day. */
  private LocalDate oldestPeriod() {
    Instant oldest = walks.values().stream().flatMap(walk -> walk.intervals().stream().limit(1))
        .map(RegisterWalk.Interval::from).min(Instant::compareTo).orElse(now);
    return LocalDate.ofInstant(oldest, ZoneOffset.UTC).minusDays(1).withDayOfYear(1).minusYears(1);
  }

  private int keepSuspects() {
    List<Quarantine.Held> suspects = walks.values().stream().flatMap(walk -> walk.suspects().stream()).toList();
    Bulk.execute(handle, "UPDATE reading SET state = 'quarantined' WHERE meter_id = ? AND at = ?",
        suspects.stream().map(held -> new Object[] {held.meterId(), Store.utc(held.at())}).toList());
    Quarantine.keep(handle, Reconciler.ROUTE, suspects, now);
    return suspects.size();
  }

  private List<Standing> standings(Books books) {
    Map<Long, Standing> standings = new TreeMap<>();
    for (Charge charge : charges) {
      OpenBill bill = charge.bill();
      if (!charge.walk().intervals().isEmpty()) {
        standings.merge(bill.accountId(), new Standing(bill.accountId(), bill.currency(), books.balance(bill.accountId()),
            charge.walk().at()), (a, b) -> a.newestReading().isAfter(b.newestReading()) ? a : b);
      }
    }
    return List.copyOf(standings.values());
  }
}
