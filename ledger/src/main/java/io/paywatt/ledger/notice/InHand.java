package io.paywatt.ledger.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages this node has taken from the queue and not begun to send. No more are taken than are sent, whatever a provider
 * allows: they would pile up here, out of their order, until their lease ends and they are handed out again. One that
 * nevertheless waited too long is left to the next claim. Safe for many threads.
 */
final class InHand {
  /** Of a lease of 60 s; the rest is for the call itself and for a second provider. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<Long, Instant> latest = new HashMap<>();

  /** How many more may be taken, at most {@code max} being here. */
  synchronized int room(int max, Instant now) {
    latest.values().removeIf(until -> !now.isBefore(until));
    return Math.max(0, max - latest.size());
  }

  synchronized void taken(List<OutgoingNotice> notices, Instant now) {
    notices.forEach(notice -> latest.put(notice.id(), now.plus(PATIENCE)));
  }

  /** @return whether it may be sent: it was taken a short while ago and nobody has begun with it */
  synchronized boolean begin(long id, Instant now) {
    Instant until = latest.remove(id);
    return until != null && now.isBefore(until);
  }

  /** It was reported on. */
  synchronized void ended(long id) {
    latest.remove(id);
  }
}
