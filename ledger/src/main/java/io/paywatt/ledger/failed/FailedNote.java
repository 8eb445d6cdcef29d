package io.paywatt.ledger.failed;

import java.time.Instant;

/** What somebody wrote about a group. */
public record FailedNote(long id, Instant at, String author, String text) {}
