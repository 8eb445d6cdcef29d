package io.paywatt.ledger.command;

import java.time.Instant;
import java.util.Collection;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** The life of a command: queued, sent, then done, refused, failed or expired. One is in flight a meter. */
public final class CommandDesk {
  private final Store store;

  public CommandDesk(Store store) {
    this.store = store;
  }

  /**
   * These meters just said something, so they can hear: commands that wait for an answer are sent again at once, and a
   * relay that is not where it should be is commanded again.
   */
  public void metersSpoke(Handle handle, Collection<Long> meterIds, Instant now) {
  }
}
