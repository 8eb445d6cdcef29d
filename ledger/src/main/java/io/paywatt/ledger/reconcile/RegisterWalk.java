package io.paywatt.ledger.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.meter.MeterChange;
import io.paywatt.ledger.reading.Quarantine;
import io.paywatt.ledger.reading.TariffRegisters;
import io.paywatt.ledger.tariff.Pricer;

/**
 * Goes from reading to reading and tells consumption from registers that can't be right. At a change of the meter the old
 * register ends and the new one begins, each with its own multiplier. An estimate counts only when nobody has measured for
 * long; what it said too much is not billed again until the measured register has passed it.
 */
final class RegisterWalk {
  static final Duration GRACE = Duration.ofHours(1);
  private static final Duration BEFORE_FIRST_READING = Duration.ofDays(30);

  /**
   * Consumption between two readings.
   *
   * @param energyWh   rise of the register times the multiplier
   * @param registers  rise of each tariff register before the multiplier; empty unless both readings have them
   * @param multiplier of both
   */
  record Interval(Instant from, Instant to, long energyWh, Map<String, Long> registers, int multiplier) {
    void price(Pricer pricer) {
      if (registers.isEmpty()) {
        pricer.add(from, to, energyWh);
      } else {
        pricer.add(from, to, energyWh, registers, multiplier);
      }
    }
  }

  private final OpenBill bill;
  private final ReconcileRules rules;
  private final List<MeterChange> changes;
  private final List<Interval> intervals = new ArrayList<>();
  private final List<Quarantine.Held> suspects = new ArrayList<>();
  private long wh;
  private Instant at;
  private Instant measuredAt;
  private long estimatedWh;
  private List<Long> tariffWh;
  private int passed;
  private int multiplier;
  private long rangeWh;

  /**
   * @param tariffWh tariff registers up to which it is billed, empty when they are not known
   * @param changes  not billed yet, in the order of time
   */
  RegisterWalk(OpenBill bill, List<Long> tariffWh, List<MeterChange> changes, ReconcileRules rules) {
    this.bill = bill;
    this.rules = rules;
    this.changes = changes;
    this.wh = bill.billedWh();
    this.tariffWh = tariffWh;
    this.at = bill.billedAt();
    this.estimatedWh = bill.estimatedWh();
    this.multiplier = changes.isEmpty() ? bill.multiplier() : changes.get(0).old().multiplier();
    this.rangeWh = changes.isEmpty() ? bill.rangeWh() : changes.get(0).old().rangeWh();
  }

  /** Goes through all readings, later than the last bill and in the order of time, and the changes up to an instant. */
  RegisterWalk over(List<Register> readings, Instant until) {
    Iterator<Register> left = readings.iterator();
    while (left.hasNext()) {
      Register next = left.next();
      passChanges(next.at());
      step(next);
    }
    passChanges(until);
    return this;
  }

  private void passChanges(Instant until) {
    while (passed < changes.size() && !changes.get(passed).at().isAfter(until)) {
      pass(changes.get(passed++));
    }
  }

  /** What the old register rose to its end is billed; a final register below the last bill adds nothing. */
  private void pass(MeterChange change) {
    long rise = change.old().registerWh() - wh;
    long wrapped = rise + rangeWh;
    Register end = new Register(change.at(), change.old().registerWh(), false, List.of());
    accept(end, rise < 0 && wraps(wrapped, change.at()) ? wrapped : Math.max(0, rise));
    wh = change.now().registerWh();
    multiplier = change.now().multiplier();
    rangeWh = change.now().rangeWh();
    estimatedWh = 0;
  }

  private void step(Register next) {
    if (next.estimated() && (at == null || Duration.between(at, next.at()).compareTo(rules.estimateAfter()) < 0)) {
      return;
    }
    long rise = next.wh() - wh;
    if (rise >= 0) {
      rise(next, rise);
    } else if (!next.estimated() && -rise <= estimatedWh) {
      // what was estimated too much: nothing is billed until the register has made up for it
      estimatedWh = -rise;
      interval(next, 0);
    } else {
      fall(next, rise + rangeWh);
    }
  }

  private void rise(Register next, long rise) {
    long possible = possible(next.at());
    if (rise > possible) {
      suspect(next, "jump", "register rose by " + rise + " Wh since " + (at == null ? "the import" : at) + ", at most "
          + possible + " Wh are possible at " + rules.maxPowerW() + " W");
    } else {
      accept(next, rise);
    }
  }

  private void fall(Register next, long wrapped) {
    if (!next.estimated() && wraps(wrapped, next.at())) {
      accept(next, wrapped);
    } else {
      suspect(next, "falling", "register fell from " + wh + " to " + next.wh()
          + " Wh; if the meter was exchanged, say so: ./paywatt meters replace " + bill.serial());
    }
  }

  /** A register that was nearly full has started again, when the rise over zero is possible. */
  private boolean wraps(long wrapped, Instant until) {
    return wh > rangeWh / 10 * 9 && wrapped <= possible(until);
  }

  private long possible(Instant until) {
    Duration time = at == null ? BEFORE_FIRST_READING : Duration.between(at, until).plus(GRACE);
    return Pricer.mulDivFloor(rules.maxPowerW(), time.toMillis(), Duration.ofHours(1).toMillis());
  }

  private void accept(Register next, long rise) {
    estimatedWh = next.estimated() ? estimatedWh + rise : 0;
    wh = next.wh();
    interval(next, rise);
  }

  /** The first interval has no known start: all of it is taken as used when it was read. */
  private void interval(Register next, long rise) {
    intervals.add(new Interval(at == null ? next.at() : at, next.at(), Math.multiplyExact(rise, multiplier),
        at == null ? Map.of() : rises(next.tariffWh()), multiplier));
    at = next.at();
    tariffWh = next.tariffWh();
    if (!next.estimated()) {
      measuredAt = next.at();
    }
  }

  private Map<String, Long> rises(List<Long> next) {
    if (tariffWh.size() != next.size()) {
      return Map.of();
    }
    Map<String, Long> rises = new TreeMap<>();
    for (int i = 0; i < next.size(); i++) {
      rises.put(TariffRegisters.name(i + 1), next.get(i) - tariffWh.get(i));
    }
    return rises;
  }

  private void suspect(Register next, String reason, String detail) {
    suspects.add(new Quarantine.Held(bill.meterId(), bill.serial(), next.at(), next.wh(), reason, detail));
  }

  List<Interval> intervals() {
    return intervals;
  }

  List<Quarantine.Held> suspects() {
    return suspects;
  }

  /** Register reached. */
  long wh() {
    return wh;
  }

  /** Time of the register reached, null when there was no sound reading yet. */
  Instant at() {
    return at;
  }

  /** Time of the newest measured register that was gone through, null when there was none. */
  Instant measuredAt() {
    return measuredAt;
  }

  /** Part of the register reached that was only estimated. */
  long estimatedWh() {
    return estimatedWh;
  }

  /** Whether changes were gone through. */
  boolean hasPassed() {
    return passed > 0;
  }

  /** The next change that was not reached, or null. */
  Instant nextChange() {
    return passed < changes.size() ? changes.get(passed).at() : null;
  }
}
