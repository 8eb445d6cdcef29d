package io.paywatt.ledger.anomaly;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * When something counts as wrong, and when it is over. Two limits, so that a value at the limit does not open and close it
 * again and again.
 *
 * @param open     limit at which it begins, in the unit of the kind; null for what the meter itself says
 * @param close    limit at which it is over
 * @param atOnce   so bad that {@code openFor} is not waited for, or null
 * @param least    night-leak: watts below which nothing is said; site-outage: percent of the site's meters; else null
 * @param openFor  how long a value has to be beyond the limit
 * @param clearFor how long it has to be back; for what the meter says, how long it must not say it again
 * @param tell     what administrators are told
 * @param residents site-outage: whether residents are told as well
 */
record AnomalyRule(AnomalyKind kind, BigDecimal open, BigDecimal close, BigDecimal atOnce, BigDecimal least,
    Duration openFor, Duration clearFor, Tell tell, boolean residents) {

  /** Nothing, the beginning, or beginning and end. */
  enum Tell { NONE, START, BOTH }

  /** Bad enough to begin. */
  boolean isBeyond(BigDecimal value) {
    return compare(value, open) >= 0;
  }

  /** Good enough to be over. */
  boolean isBack(BigDecimal value) {
    return compare(value, close) <= 0;
  }

  /** So bad that it begins at once. */
  boolean isAtOnce(BigDecimal value) {
    return atOnce != null && compare(value, atOnce) >= 0;
  }

  /** The worse of two values. */
  BigDecimal worse(BigDecimal one, BigDecimal other) {
    return compare(one, other) >= 0 ? one : other;
  }

  private int compare(BigDecimal one, BigDecimal other) {
    return kind.below ? other.compareTo(one) : one.compareTo(other);
  }
}
