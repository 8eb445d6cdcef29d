package io.paywatt.ledger.credit;

import java.time.Duration;
import java.util.List;

/**
 * When residents are warned besides the thresholds in money.
 *
 * @param percents     of the balance after the last payment, highest first
 * @param days         days the balance lasts at the usual use, highest first
 * @param cutNotice    how long before a cut it has to be announced; zero: without notice
 * @param tariffNotice how long before a new price is in force it is told
 */
public record Warnings(List<Integer> percents, List<Integer> days, Duration cutNotice, Duration tariffNotice) {
  /** None of them. */
  public static final Warnings NONE = new Warnings(List.of(), List.of(), Duration.ZERO, Duration.ZERO);
}
