package io.paywatt.ledger.failed;

import java.time.Instant;

/**
 * One line of the desk.
 *
 * @param id           row of failed_message
 * @param failedAt     when it failed
 * @param route        route in which it failed
 * @param step         step that failed, or null
 * @param location     file:line of the step, or null
 * @param errorClass   class of the cause
 * @param error        its message
 * @param state        open, replaying, replayed or failed-again
 * @param replays      how often it was replayed
 * @param replayable   whether it has a door to go in again
 * @param replayResult what the last replay brought, or null
 */
public record FailedView(long id, Instant failedAt, String route, String step, String location, String errorClass,
    String error, String state, int replays, boolean replayable, String replayResult) {}
