package io.paywatt.ledger.replay;

import java.util.List;

/**
 * A confirmed replay.
 *
 * @param run     the run, or null when nothing of it can go
 * @param started messages that go in again
 * @param plan    every message asked for, the held ones with why
 */
public record ReplayStarted(ReplayRun run, List<Long> started, ReplayPlan plan) {}
