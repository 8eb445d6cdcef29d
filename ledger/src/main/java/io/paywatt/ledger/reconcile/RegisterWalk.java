package io.paywatt.ledger.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.reading.Quarantine;
import io.paywatt.ledger.tariff.Pricer;

/** Goes from reading to reading and tells consumption from registers that can't be right. */
final class RegisterWalk {
  private static final Duration GRACE = Duration.ofHours(1);
  private static final Duration BEFORE_FIRST_READING = Duration.ofDays(30);

  /** Consumption between two readings. @param deltaWh rise of the register before the multiplier */
  record Interval(Instant from, Instant to, long deltaWh) {}

  private final OpenBill bill;
  private final long maxPowerW;
  private final List<Interval> intervals = new ArrayList<>();
  private final List<Quarantine.Held> suspects = new ArrayList<>();
  private long wh;
  private Instant at;

  RegisterWalk(OpenBill bill, long maxPowerW) {
    this.bill = bill;
    this.maxPowerW = maxPowerW;
    this.wh = bill.billedWh();
    this.at = bill.billedAt();
  }

  /** The next reading, later than all before. */
  void step(Register next) {
    long rise = next.wh() - wh;
    long possible = possible(next);
    if (rise < 0) {
      // a register that was nearly full has started again, when the rise over zero is possible
      long wrapped = rise + bill.rangeWh();
      if (wh > bill.rangeWh() / 10 * 9 && wrapped <= possible) {
        accept(next, wrapped);
      } else {
        suspect(next, "falling", "register fell from " + wh + " to " + next.wh()
            + " Wh; if the meter was replaced, import the new one");
      }
    } else if (rise > possible) {
      suspect(next, "jump", "register rose by " + rise + " Wh since " + (at == null ? "the import" : at) + ", at most "
          + possible + " Wh are possible at " + maxPowerW + " W");
    } else {
      accept(next, rise);
    }
  }

  private long possible(Register next) {
    Duration time = at == null ? BEFORE_FIRST_READING : Duration.between(at, next.at()).plus(GRACE);
    return Pricer.mulDivFloor(maxPowerW, time.toMillis(), Duration.ofHours(1).toMillis());
  }

  /** The first interval has no known start: all of it is taken as used when it was read. */
  private void accept(Register next, long rise) {
    intervals.add(new Interval(at == null ? next.at() : at, next.at(), rise));
    wh = next.wh();
    at = next.at();
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
}
