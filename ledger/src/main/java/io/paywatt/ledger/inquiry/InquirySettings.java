package io.paywatt.ledger.inquiry;

import java.time.Duration;
import java.util.List;

/**
 * When a provider is asked.
 *
 * @param schedule       time before the first try, the second, ...; the last one is repeated
 * @param orderExpiry    an order that is not paid after this is closed
 * @param limit          how long a claim is asked about, and an order after its expiry, before a person has to look
 * @param statementLimit how long a claim waits for a statement, when its provider can't be asked
 */
public record InquirySettings(List<Duration> schedule, Duration orderExpiry, Duration limit, Duration statementLimit) {
  public InquirySettings {
    schedule = List.copyOf(schedule);
    if (schedule.isEmpty()) {
      throw new IllegalArgumentException("schedule is empty, allowed is at least one duration");
    }
  }

  /** 30 s, 1, 3, 5, 10, 30 min ...; orders expire after 2 h, people look after 24 h, statements come within 7 days. */
  public static InquirySettings defaults() {
    return new InquirySettings(List.of(Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(3),
        Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(30)), Duration.ofHours(2), Duration.ofHours(24),
        Duration.ofDays(7));
  }

  /** The time to wait before the next try. @param tries how often it was asked so far */
  Duration wait(int tries) {
    return schedule.get(Math.min(tries, schedule.size() - 1));
  }
}
