package io.paywatt.ledger.failed;

import java.time.Instant;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** The desk of failed messages: kept whole until a person has dealt with them. */
public final class FailedDesk {
  private final Store store;

  public FailedDesk(Store store) {
    this.store = store;
  }

  /** Adds an item in the running transaction. @return its id */
  public static long add(Handle handle, FailedMessage message, Instant now) {
    return 0;
  }
}
