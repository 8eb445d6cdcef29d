package io.paywatt.ledger.reconcile;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import io.paywatt.ledger.energy.EnergyUse;
import io.paywatt.ledger.tariff.Pricer;
import io.paywatt.ledger.tariff.Tariff;
import io.paywatt.ledger.tariff.TariffBook;
import io.paywatt.ledger.tariff.TierUsage;

/** Prices what a meter's registers rose. */
final class Billing {
  /** No bill of one run is larger: 10^8 currency units. A tariff or multiplier must be wrong then. */
  static final long MOST_NANO = 100_000_000_000_000_000L;

  private final TariffBook tariffs;

  Billing(TariffBook tariffs) {
    this.tariffs = tariffs;
  }

  /** Why this bill has to wait for a person, or empty. */
  Optional<String> obstacle(OpenBill bill, RegisterWalk walk) {
    Tariff tariff = tariffs.tariff(bill.tariff()).orElse(null);
    if (bill.ledgerId() == null) {
      return Optional.of("account " + bill.account() + " has no balance in the books");
    }
    if (tariff == null) {
      return Optional.of("tariff '" + bill.tariff() + "' of account " + bill.account() + " is not known, there are "
          + String.join(", ", tariffs.codes()));
    }
    if (!tariff.currency().equals(bill.currency())) {
      return Optional.of("tariff '" + bill.tariff() + "' is in " + tariff.currency() + ", account " + bill.account()
          + " in " + bill.currency());
    }
    if (tariff.utility() != bill.utility()) {
      return Optional.of("tariff '" + bill.tariff() + "' is for " + tariff.utility().word() + ", the meter measures "
          + bill.utility().word());
    }
    return walk.intervals().stream().findFirst().flatMap(first -> obstacle(bill, walk, tariff, first));
  }

  private static Optional<String> obstacle(OpenBill bill, RegisterWalk walk, Tariff tariff, RegisterWalk.Interval first) {
    if (!tariff.covers(first.from()) || !tariff.covers(walk.at())) {
      return Optional.of("tariff '" + bill.tariff() + "' has no version in force at "
          + (tariff.covers(first.from()) ? walk.at() : first.from()));
    }
    BigInteger most = BigInteger.valueOf(walk.intervals().stream().mapToLong(RegisterWalk.Interval::energyWh)
        .reduce(0, Math::addExact)).multiply(BigInteger.valueOf(tariff.highestPrice()));
    return most.compareTo(BigInteger.valueOf(MOST_NANO)) > 0
        ? Optional.of("the bill is impossibly large, look at multiplier " + bill.multiplier() + " and the prices")
        : Optional.empty();
  }

  /** Only for a bill without obstacle. @param usage of the account, counts on */
  Charge charge(OpenBill bill, RegisterWalk walk, TierUsage usage, boolean complete) {
    List<RegisterWalk.Interval> intervals = walk.intervals();
    Pricer pricer = new Pricer(tariffs.tariff(bill.tariff()).orElseThrow(), usage);
    intervals.forEach(each -> each.price(pricer));
    return new Charge(bill, walk, pricer.lines(), complete);
  }

  /** Whether the tariff asks for the meter's own tariff registers. */
  boolean countsRegisters(OpenBill bill) {
    return tariffs.tariff(bill.tariff()).filter(Tariff::countsRegisters).isPresent();
  }

  /** Whether the account holds kWh: then consumption takes Wh off and has no price. */
  boolean holdsEnergy(OpenBill bill) {
    return tariffs.tariff(bill.tariff()).filter(Tariff::holdsEnergy).isPresent();
  }

  /** Consumption of an account that holds kWh, empty when there was none. Only for a bill without obstacle. */
  Optional<EnergyUse.Used> used(OpenBill bill, RegisterWalk walk) {
    List<RegisterWalk.Interval> intervals = walk.intervals();
    long wh = intervals.stream().mapToLong(RegisterWalk.Interval::energyWh).reduce(0, Math::addExact);
    if (wh == 0) {
      return Optional.empty();
    }
    Tariff tariff = tariffs.tariff(bill.tariff()).orElseThrow();
    return Optional.of(new EnergyUse.Used("consumption:" + bill.meterId() + ":" + walk.at().toEpochMilli(),
        bill.accountId(), bill.meterId(), intervals.get(0).from(), walk.at(), wh, tariff.code(),
        tariff.on(LocalDate.ofInstant(walk.at(), tariff.zone())).orElseThrow().validFrom()));
  }
}
