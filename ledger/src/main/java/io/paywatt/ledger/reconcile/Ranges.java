package io.paywatt.ledger.reconcile;

import java.util.OptionalLong;
import io.paywatt.ledger.store.Store;

/** Hands the waiting meters out slice by slice, each range once, in the order of their id. Safe for many threads. */
final class Ranges {
  private final Store store;
  private final int meters;
  private long after;
  private boolean ended;

  /** @param meters in a range, at most */
  Ranges(Store store, int meters) {
    this.store = store;
    this.meters = meters;
  }

  /** The next range that has waiting meters, or null when there is none. */
  synchronized Range next() {
    if (ended) {
      return null;
    }
    OptionalLong full = waiting(meters - 1);
    OptionalLong last = full.isPresent() ? full : waiting(0).isPresent() ? OptionalLong.of(Long.MAX_VALUE) : full;
    if (last.isEmpty()) {
      ended = true;
      return null;
    }
    Range range = new Range(after, last.getAsLong());
    after = range.to();
    ended = after == Long.MAX_VALUE;
    return range;
  }

  /** No more ranges: those at work end theirs. */
  synchronized void stop() {
    ended = true;
  }

  /** The waiting meter that has so many others before it. */
  private OptionalLong waiting(int others) {
    return store.read(handle -> handle.select("SELECT meter_id FROM meter_billing WHERE has_unbilled = TRUE AND meter_id > ?"
            + " ORDER BY meter_id LIMIT 1 OFFSET ?", after, others)
        .mapTo(Long.class).findFirst().map(OptionalLong::of).orElse(OptionalLong.empty()));
  }
}
