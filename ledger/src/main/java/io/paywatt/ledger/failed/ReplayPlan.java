package io.paywatt.ledger.failed;

import java.util.List;

/** What a replay would do, one line an item, in the order asked for. */
public record ReplayPlan(List<Item> items) {
  /**
   * @param id       the item
   * @param action   replay or held
   * @param replayTo door it would enter, or null when held
   * @param why      why it is held, or null
   */
  public record Item(long id, String action, String replayTo, String why) {}
}
