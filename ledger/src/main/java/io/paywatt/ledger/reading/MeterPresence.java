package io.paywatt.ledger.reading;

import java.time.Instant;

/**
 * A meter came or went, as it said itself or as its last will said for it.
 *
 * @param serial    the meter's serial, from the topic
 * @param online    whether it is there
 * @param at        when the hub heard of it
 * @param firmware  as the meter names it, at most 64 characters, or null
 * @param signalDbm strength of its radio, or null
 */
public record MeterPresence(String serial, boolean online, Instant at, String firmware, Integer signalDbm) {
  /** Of a meter that tells no more. */
  public MeterPresence(String serial, boolean online, Instant at) {
    this(serial, online, at, null, null);
  }
}
