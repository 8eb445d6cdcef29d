package io.paywatt.ledger.reading;

import java.time.Instant;

/**
 * A meter came or went, as it said itself or as its last will said for it.
 *
 * @param serial the meter's serial, from the topic
 * @param online whether it is there
 * @param at     when the hub heard of it
 */
public record MeterPresence(String serial, boolean online, Instant at) {}
