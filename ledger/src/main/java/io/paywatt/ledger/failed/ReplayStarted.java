package io.paywatt.ledger.failed;

import java.util.List;

/** A replay on its way. @param started items that go in again @param plan every item asked for, the held ones with why */
public record ReplayStarted(List<Long> started, ReplayPlan plan) {}
