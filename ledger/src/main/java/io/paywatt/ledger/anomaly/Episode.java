package io.paywatt.ledger.anomaly;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * Where a rule stands with a meter that is not, or was just not, as it should be. A rule without an episode is at rest.
 *
 * @param since      beyond the limit since
 * @param clearSince back within the limit since, or null
 * @param worst      value so far
 * @param anomaly    id of the open anomaly, or null while it waits to open
 */
record Episode(Instant since, Instant clearSince, BigDecimal worst, Long anomaly) {

  /** What has to be done. */
  enum Act { NOTHING, OPEN, CLOSE }

  /** @param episode null at rest */
  record Next(Episode episode, Act act) {}

  /** The next value. @param before null at rest @param at its time */
  static Next next(Episode before, BigDecimal value, Instant at, AnomalyRule rule) {
    if (before != null && before.anomaly != null) {
      return before.whileOpen(value, at, rule);
    }
    if (!rule.isBeyond(value)) {
      return new Next(null, Act.NOTHING);
    }
    Instant since = before == null ? at : before.since;
    Episode now = new Episode(since, null, before == null ? value : rule.worse(before.worst, value), null);
    return new Next(now, rule.isAtOnce(value) || isOver(since, at, rule.openFor()) ? Act.OPEN : Act.NOTHING);
  }

  private Next whileOpen(BigDecimal value, Instant at, AnomalyRule rule) {
    if (!rule.isBack(value)) {
      return new Next(new Episode(since, null, rule.worse(worst, value), anomaly), Act.NOTHING);
    }
    Instant back = clearSince == null ? at : clearSince;
    return isOver(back, at, rule.clearFor()) ? new Next(null, Act.CLOSE)
        : new Next(new Episode(since, back, worst, anomaly), Act.NOTHING);
  }

  /** The same, opened. */
  Episode opened(long id) {
    return new Episode(since, clearSince, worst, id);
  }

  private static boolean isOver(Instant since, Instant at, Duration time) {
    return Duration.between(since, at).compareTo(time) >= 0;
  }
}
