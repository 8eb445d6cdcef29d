package io.paywatt.console.routes;

import java.time.Instant;

/**
 * A route of this hub.
 *
 * @param location file:line
 * @param state    Started, Stopped, Suspended, or on the way there
 * @param total    messages that went through since the hub or the route started
 * @param failed   of these, those with a failure, whatever became of it
 * @param inflight messages inside now
 * @param meanMs   mean milliseconds a message, or null before the first one
 * @param lastAt   when the last message left it, or null
 * @param since    when it was started, or null
 */
public record RouteView(String id, String description, String location, String state, long total, long failed,
    long inflight, Long meanMs, Instant lastAt, Instant since) {}
