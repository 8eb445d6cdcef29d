package io.paywatt.ledger.failed;

import java.time.Instant;

/**
 * Failures of one cause that are not dealt with yet.
 *
 * @param message the message with numbers and ids replaced by {@code #}
 * @param newestId row of the newest one, as an example
 */
public record FailedGroup(String route, String step, String errorClass, String message, long count, Instant oldest,
    Instant newest, long newestId) {}
