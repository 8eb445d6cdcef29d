package io.paywatt.ledger.command;

import java.time.Duration;

/**
 * How patient the hub is with meters.
 *
 * @param retryFirst          wait before the second try; doubles with each further one
 * @param retryLongest        the wait never grows beyond this
 * @param replyTimeout        least wait for an answer before a command is sent again
 * @param resendAfterSpeaking a command sent longer ago than this is sent again when its meter speaks
 * @param relayRepeat         least distance between a relay command that a meter refused and the next one
 * @param relayExpiry         life of a relay command made because a meter reported the wrong position
 * @param requestExpiry       life of a command that staff asked for
 * @param tokenLife           how long a token that failed is asked for again, after somebody replayed it
 */
public record CommandRules(Duration retryFirst, Duration retryLongest, Duration replyTimeout,
    Duration resendAfterSpeaking, Duration relayRepeat, Duration relayExpiry, Duration requestExpiry, Duration tokenLife) {

  /** 5 s doubling to 5 min, answer within 10 s, again 3 s after speaking, relay every 10 s, 2 min, 10 min, 7 days. */
  public static CommandRules standard() {
    return new CommandRules(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofSeconds(10),
        Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofDays(7));
  }

  /** How long to wait for the answer to this try. @param attempt 1 for the first */
  Duration wait(int attempt) {
    Duration backOff = attempt > 20 ? retryLongest : retryFirst.multipliedBy(1L << Math.max(0, attempt - 1));
    Duration shorter = backOff.compareTo(retryLongest) < 0 ? backOff : retryLongest;
    return shorter.compareTo(replyTimeout) > 0 ? shorter : replyTimeout;
  }
}
