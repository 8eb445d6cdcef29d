package io.paywatt.ledger.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.money.Money;

/**
 * What of usage fell into one tier, or one time of use.
 *
 * @param tier     from 1; null: belongs to no tier (not charged yet, fixed charges, taxes), or usage is by time of use
 * @param period   time of use; null: without, or usage is by tier
 * @param energyWh Wh, or litres of water and gas
 * @param costNano nano units
 * @param cost     the same in minor units, cut so that all shares add up
 */
public record UsageShare(Integer tier, String period, long energyWh, long costNano, Money cost) {
  /** What usage is divided by. */
  public enum By {
    TIER, PERIOD;

    /** The word of the query parameter. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static List<UsageShare> of(List<Part> parts, By by, String currency) {
    Map<String, Part> sums = new TreeMap<>();
    parts.forEach(part -> sums.merge(by == By.TIER ? "%09d".formatted(part.tier()) : part.period(), part, Part::plus));
    List<UsageShare> shares = new ArrayList<>();
    long before = 0;
    for (Part sum : sums.values()) {
      Integer tier = by == By.TIER && sum.tier() != Part.NO_TIER ? (Integer) sum.tier() : null;
      String period = by == By.PERIOD && !sum.period().isEmpty() ? sum.period() : null;
      shares.add(new UsageShare(tier, period, sum.energy(), sum.cost(), Usage.minor(before, sum.cost(), currency)));
      before += sum.cost();
    }
    return shares;
  }
}
