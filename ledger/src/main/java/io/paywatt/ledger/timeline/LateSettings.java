package io.paywatt.ledger.timeline;

import java.time.Duration;

/**
 * How long a stage may take.
 *
 * @param notice  from the payment to its notice; from a claim, or from the first question that got no answer, to the payment
 * @param posting from the notice to the account
 * @param sending from the posting to the command to the meter
 * @param meter   from the posting to the meter's acknowledgement
 * @param receipt from the posting to the resident's receipt
 */
public record LateSettings(Duration notice, Duration posting, Duration sending, Duration meter, Duration receipt) {
  /** 5 min, 1 min, 2 min, 10 min, 5 min. */
  public static LateSettings defaults() {
    return new LateSettings(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(10),
        Duration.ofMinutes(5));
  }
}
