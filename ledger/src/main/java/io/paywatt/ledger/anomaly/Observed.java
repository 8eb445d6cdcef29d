package io.paywatt.ledger.anomaly;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * One reading as the rules see it, with what the meter said before.
 *
 * @param isWatched     a rule stands with the meter already
 * @param at            time of the meter
 * @param voltageV      volts by phase, empty when not reported
 * @param powerW        watts, or null
 * @param relayOpen     the relay is open by this and by the reading before
 * @param openNow       the relay is open by this reading
 * @param usedWh        since the reading before, multiplier included; null when there was none or the register fell
 * @param usedSeconds   in which that was used
 * @param driftSeconds  the clock against ours, either way; null when this reading doesn't tell
 */
public record Observed(long meterId, boolean isWatched, Instant at, List<BigDecimal> voltageV, Integer powerW,
    boolean relayOpen, boolean openNow, Long usedWh, long usedSeconds, Long driftSeconds) {

  /** Of a reading that was refused because of its time: it tells about the clock alone. */
  public static Observed clock(long meterId, Instant at, long driftSeconds) {
    return new Observed(meterId, true, at, List.of(), null, false, false, null, 0, driftSeconds);
  }
}
