package io.paywatt.ledger.replay;

import java.util.List;
import io.paywatt.ledger.failed.FailedFilter;

/**
 * Which messages are replayed: exactly one of ids, group and filter is there.
 *
 * @param ids    1 to 1000 messages
 * @param group  all that wait in a group
 * @param filter all that wait and fit
 * @param upTo   none above this id, or null: what a dry run saw is not joined by what failed since
 */
public record Selection(List<Long> ids, Long group, FailedFilter filter, Long upTo) {
  /** Exactly these. */
  public static Selection of(List<Long> ids) {
    return new Selection(ids, null, null, null);
  }
}
