package io.paywatt.ledger.command;

import java.time.Instant;

/**
 * A command and what became of it, for people.
 *
 * @param id        UUID
 * @param meter     the meter's serial
 * @param kind      credit, relay, balance, price, read or display
 * @param body      JSON object as published, without id and kind
 * @param state     queued, sent, done, refused, failed or expired
 * @param attempts  how often it was sent
 * @param createdAt when it was asked for
 * @param sentAt    last time it was sent, or null
 * @param expiresAt the meter must not act on it later
 * @param endedAt   when it was answered or given up, or null
 * @param reason    why it was not done (refused by the meter, superseded, broker unreachable), or null
 * @param reply     the meter's reply as received, JSON, or null
 */
public record CommandView(String id, String meter, String kind, String body, String state, int attempts,
    Instant createdAt, Instant sentAt, Instant expiresAt, Instant endedAt, String reason, String reply) {}
