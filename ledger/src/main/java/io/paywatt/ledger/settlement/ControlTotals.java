package io.paywatt.ledger.settlement;

import java.util.List;

/**
 * The day in figures, sums in minor units. The bill minus the ledger must be what is carried over midnight plus the
 * differences; what is left over is {@code unexplained} and must be 0.
 *
 * @param tiesOut whether nothing is left over
 * @param lines   one for each currency and kind
 * @param meters  what the meters were told of the day's payments
 */
public record ControlTotals(boolean tiesOut, List<Line> lines, Meters meters) {
  /**
   * @param kind        payment or refund
   * @param bill        lines of the bill that are done; null without a bill
   * @param ledger      movement of the provider's clearing account by the day's payments or refunds
   * @param difference  sum of the bill minus sum of the ledger
   * @param carried     of it, what one side puts on another day
   * @param differences of it, what the list of differences says
   * @param unexplained of it, the rest
   */
  public record Line(String kind, String currency, Sum bill, Sum ledger, Long difference, Long carried, Long differences,
      Long unexplained) {}

  /** @param sum minor units */
  public record Sum(long count, long sum) {}

  /**
   * @param posted         payments that were posted
   * @param credited       of these, whose credit command the meter carried out
   * @param balanceDiffers meters paid for whose last reported balance is not the ledger's; a meter counts consumption
   *                       between two settlements of its own, so this alone is no fault
   */
  public record Meters(long posted, long credited, long balanceDiffers) {}
}
