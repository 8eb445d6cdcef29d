package io.paywatt.ledger.replay;

import java.util.List;
import java.util.Map;
import io.paywatt.ledger.money.Money;

/**
 * What a replay would do, one line an item, in the order in which they go.
 *
 * @param upTo   highest id seen: given back with the confirmation, nothing that failed since comes along
 * @param counts how many items by action; every action is there
 * @param money  sum of what would be credited, by currency
 */
public record ReplayPlan(List<Item> items, Long upTo, Map<String, Integer> counts, List<Money> money) {
  /** What can happen to an item. */
  public static final List<String> ACTIONS = List.of("post", "already-posted", "replay", "held", "invalid");

  /**
   * @param id       the item
   * @param action   post: money is credited; already-posted: it was, and is not again; replay: through a door where no money
   *                 is; held and invalid: not sent
   * @param replayTo door it enters, or null when it is not sent
   * @param why      why it is not sent, or null
   * @param money    of the payment, or null
   * @param account  number of its account, or null
   */
  public record Item(long id, String action, String replayTo, String why, Money money, String account) {
    /** Whether it goes through its door. */
    public boolean goes() {
      return why == null;
    }
  }
}
