package io.paywatt.ledger.meter;

import java.time.Instant;

/**
 * What is told about a meter that was exchanged, or whose transformer ratio was changed.
 *
 * @param at         when it happened
 * @param finalWh    last register before it, Wh without multiplier
 * @param newSerial  serial of the new device, or null when it keeps its serial
 * @param initialWh  first register after it, or null: it goes on where it was
 * @param multiplier transformer ratio from then on, 1 to 1000000, or null: as before
 * @param rangeWh    the register starts again at zero after so many Wh, or null: as before
 */
public record Replacement(Instant at, long finalWh, String newSerial, Long initialWh, Integer multiplier, Long rangeWh) {}
