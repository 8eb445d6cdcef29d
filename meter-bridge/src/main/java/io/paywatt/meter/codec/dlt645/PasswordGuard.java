package io.paywatt.meter.codec.dlt645;

import java.util.concurrent.ConcurrentHashMap;
import io.paywatt.ledger.Rejected;

/** A meter locks a level of password for a day after three wrong tries; the hub stops at two, until it is started again. */
final class PasswordGuard {
  private static final int MOST_TRIES = 2;
  private static final int LOCKED = 423;

  private final ConcurrentHashMap<String, Integer> refusals = new ConcurrentHashMap<>();

  void refused(String serial) {
    refusals.merge(serial, 1, Integer::sum);
  }

  void accepted(String serial) {
    refusals.remove(serial);
  }

  /** @throws Rejected when the next wrong try could lock the meter */
  void check(String serial) {
    if (refusals.getOrDefault(serial, 0) >= MOST_TRIES) {
      throw new Rejected(LOCKED, "meter " + serial + " refused the password " + MOST_TRIES
          + " times and would lock itself for a day: mend paywatt.dlt645.password and start the hub again");
    }
  }
}
