package io.paywatt.ledger.usage;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import io.paywatt.ledger.store.Store;

/** What a meter used and what it cost, over time. */
public final class Usage {
  private final Store store;
  private final ZoneId zone;

  /** @param zone zone of hours, days and months */
  public Usage(Store store, ZoneId zone) {
    this.store = store;
    this.zone = zone;
  }

  /**
   * Usage in calendar buckets; the first and the last one are cut to the range.
   *
   * @throws io.paywatt.ledger.Rejected 404 for an unknown meter, 400 when the range is empty or has too many buckets
   */
  public List<UsageBucket> buckets(String serial, Instant from, Instant to, Granularity by) {
    return List.of();
  }
}
