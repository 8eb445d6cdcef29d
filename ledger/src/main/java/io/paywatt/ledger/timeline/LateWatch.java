package io.paywatt.ledger.timeline;

import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds stages of payments that are late, notes those that are done after all, and tells the administrators of each once.
 * Safe on several nodes at a time. Bean {@code lateWatch} of the routes.
 */
public final class LateWatch {
  private static final Logger LOG = LoggerFactory.getLogger(LateWatch.class);

  private final Store store;
  private final LateSettings settings;

  public LateWatch(Store store, LateSettings settings) {
    this.store = store;
    this.settings = settings;
  }

  /** One look at everything that is under way. @return how many stages have become late */
  public int run() {
    Instant now = store.now();
    int found = 0;
    for (LateStage stage : LateStage.values()) {
      found += store.inTransaction(handle -> stage.find(handle, now, settings));
      store.inTransaction(handle -> stage.end(handle, now));
    }
    List<String> told = store.inTransaction(handle -> LateAlerts.tell(handle, now));
    told.forEach(LOG::warn);
    return found;
  }
}
