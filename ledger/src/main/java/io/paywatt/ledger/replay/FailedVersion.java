package io.paywatt.ledger.replay;

import java.time.Instant;
import java.util.List;

/**
 * One body of a failed message.
 *
 * @param version    from 1, which is how it came
 * @param actor      who wrote it, or null: it came so
 * @param approvedBy second person, or null when none was needed
 * @param changes    what it says differently from the version before
 */
public record FailedVersion(int version, Instant at, String actor, String approvedBy, String reason,
    List<JsonDiff> changes) {}
