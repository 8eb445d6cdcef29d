package io.paywatt.ledger.anomaly;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;

/** The value of a reading that a rule is about; null when the reading says nothing about it. */
final class Measure {
  private static final int SECONDS_AN_HOUR = 3600;
  // a register is told in steps of up to 0.1 kWh: within them nothing is known
  private static final long STEP_WH = 100;
  /** One phase is lost when another has at least this; when all are low it is under-voltage. */
  private static final BigDecimal SOUND_PHASE_V = new BigDecimal("198");

  /** With a broken neutral one phase rises while another one falls below this. */
  private static final BigDecimal LOW_PHASE_V = new BigDecimal("190");

  private Measure() {}

  static BigDecimal of(AnomalyKind kind, Observed seen) {
    List<BigDecimal> volts = seen.voltageV();
    return switch (kind) {
      case OVER_VOLTAGE -> volts.isEmpty() ? null : Collections.max(volts);
      // some meters measure behind the relay
      case UNDER_VOLTAGE -> volts.isEmpty() || seen.openNow() ? null : Collections.min(volts);
      case PHASE_LOSS -> volts.size() < 2 || seen.openNow() || Collections.max(volts).compareTo(SOUND_PHASE_V) < 0
          ? null : Collections.min(volts);
      case BROKEN_NEUTRAL -> volts.size() < 3 ? null
          : Collections.min(volts).compareTo(LOW_PHASE_V) < 0 ? Collections.max(volts) : BigDecimal.ZERO;
      case OVERLOAD -> number(seen.powerW());
      case REVERSE_POWER -> seen.powerW() == null ? null : BigDecimal.valueOf(-seen.powerW());
      case RELAY_STUCK -> seen.relayOpen() ? flowing(seen) : null;
      case IMPOSSIBLE_CONSUMPTION -> number(meanPower(seen));
      case CLOCK_DRIFT -> number(seen.driftSeconds());
      default -> null;
    };
  }

  /** What flows through an open relay: by the reading, or by what the register counted. */
  private static BigDecimal flowing(Observed seen) {
    Long counted = meanPower(seen);
    if (counted == null && seen.powerW() == null) {
      return null;
    }
    return BigDecimal.valueOf(Math.max(counted == null ? 0 : counted, seen.powerW() == null ? 0 : seen.powerW()));
  }

  /** Watts since the reading before, at least. */
  private static Long meanPower(Observed seen) {
    return seen.usedWh() == null || seen.usedSeconds() < 1 ? null
        : Math.max(0, seen.usedWh() - STEP_WH) * SECONDS_AN_HOUR / seen.usedSeconds();
  }

  private static BigDecimal number(Number value) {
    return value == null ? null : BigDecimal.valueOf(value.longValue());
  }
}
