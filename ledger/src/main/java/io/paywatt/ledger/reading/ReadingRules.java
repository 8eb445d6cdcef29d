package io.paywatt.ledger.reading;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What the intake takes for a reading.
 *
 * @param maxFuture how far a meter's clock may be ahead of ours
 * @param maxPast   how old a reading may be; a meter that lost its clock starts in 1970 or 2000
 * @param zone      zone of "once a day" for alerts
 */
public record ReadingRules(Duration maxFuture, Duration maxPast, ZoneId zone) {
  /** Five minutes ahead, ten years back. */
  public static ReadingRules defaults(ZoneId zone) {
    return new ReadingRules(Duration.ofMinutes(5), Duration.ofDays(3652), zone);
  }
}
