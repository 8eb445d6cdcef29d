package io.paywatt.ledger.anomaly;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * An anomaly, for people.
 *
 * @param kind     e.g. over-voltage
 * @param state    open or closed
 * @param meter    serial, or null when it is of the whole site
 * @param account  of the meter, or null
 * @param since    when it began
 * @param lastAt   when it was seen last
 * @param worst    value so far, or null
 * @param unit     of worst: V, W, s, h, meters, or empty
 * @param outage   id of the outage of the site that it is part of, or null
 * @param steps    its timeline; null in a list
 */
public record AnomalyView(long id, String kind, String state, String site, String meter, String account, Instant since,
    Instant openedAt, Instant lastAt, Instant closedAt, BigDecimal worst, String unit, Long outage, List<Step> steps) {

  /**
   * @param step   began, opened, told, grouped, synced, desk or closed
   * @param detail or null
   */
  public record Step(String step, Instant at, String detail) {}

  AnomalyView with(List<Step> timeline) {
    return new AnomalyView(id, kind, state, site, meter, account, since, openedAt, lastAt, closedAt, worst, unit, outage,
        timeline);
  }
}
