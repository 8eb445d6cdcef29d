package io.paywatt.ledger.payment;

import io.paywatt.ledger.money.Money;

/**
 * What the door for money would do with a notice now.
 *
 * @param outcome what would happen
 * @param why     why it is held or invalid, else null
 * @param money   what was paid, null when the notice can't be read
 */
public record Forecast(Outcome outcome, String why, Money money) {
  /** What would happen. */
  public enum Outcome {
    /** It would be credited. */
    POST,
    /** It was credited before, and would not be again. */
    ALREADY_POSTED,
    /** It has no place, or contradicts what is known. */
    HELD,
    /** It can't be read. */
    INVALID
  }
}
