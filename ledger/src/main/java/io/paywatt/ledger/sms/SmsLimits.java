package io.paywatt.ledger.sms;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Texts a minute, counted before anything is read or written: a flood costs a look into a map. Counted by this node alone; two
 * nodes let twice as much through.
 */
final class SmsLimits {
  /** May it go on? */
  enum Verdict { FREE, SENDER_OVER, ALL_OVER }

  private static final int SECONDS = 60;

  private final int perSender;
  private final int total;
  private final Map<String, Integer> senders = new HashMap<>();
  private long minute = Long.MIN_VALUE;
  private int all;

  SmsLimits(int perSender, int total) {
    this.perSender = perSender;
    this.total = total;
  }

  /** Counts a text. The map never grows beyond the total, since nothing is counted above it. */
  synchronized Verdict take(String sender, Instant now) {
    long current = Math.floorDiv(now.getEpochSecond(), SECONDS);
    if (current != minute) {
      minute = current;
      all = 0;
      senders.clear();
    }
    if (all >= total) {
      return Verdict.ALL_OVER;
    }
    if (senders.getOrDefault(sender, 0) >= perSender) {
      return Verdict.SENDER_OVER;
    }
    all++;
    senders.merge(sender, 1, Integer::sum);
    return Verdict.FREE;
  }
}
