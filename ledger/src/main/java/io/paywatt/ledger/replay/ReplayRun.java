package io.paywatt.ledger.replay;

import java.time.Instant;
import java.util.Map;

/**
 * A replay of a fixed set.
 *
 * @param selection what was asked for, as JSON
 * @param perSecond at most so many items a second
 * @param state     running, paused, cancelled or done
 * @param why       why it is paused, or null
 * @param counts    items by state: queued, sent, done, failed, held, cancelled
 */
public record ReplayRun(long id, Instant createdAt, String actor, String selection, int perSecond, String state, String why,
    Map<String, Integer> counts, Instant endedAt) {}
