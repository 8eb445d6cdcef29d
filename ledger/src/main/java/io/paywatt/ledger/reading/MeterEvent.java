package io.paywatt.ledger.reading;

import java.time.Instant;

/**
 * Something a meter noticed.
 *
 * @param serial     the meter's serial, from the topic
 * @param seq        the meter's message counter, or null
 * @param at         time of the meter
 * @param kind       power-failure, power-restored, over-voltage, under-voltage, overload, cover-open, relay-fault, ...
 * @param detailJson JSON object as text, or null
 */
public record MeterEvent(String serial, Long seq, Instant at, String kind, String detailJson) {}
