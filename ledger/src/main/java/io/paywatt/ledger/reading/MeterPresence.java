package io.paywatt.ledger.reading;

import java.time.Instant;

/**
 * A meter came online or went away.
 *
 * @param serial the meter's serial, from the topic
 * @param online false also when the broker spoke for it (last will)
 * @param at     time of the meter, or when the hub received it if the message has no time
 */
public record MeterPresence(String serial, boolean online, Instant at) {}
