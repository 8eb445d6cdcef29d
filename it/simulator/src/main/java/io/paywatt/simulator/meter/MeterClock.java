package io.paywatt.simulator.meter;

import java.time.Instant;

/** The time a meter lives in. */
@FunctionalInterface
public interface MeterClock {
  Instant now();

  /** Real time. */
  static MeterClock real() {
    return Instant::now;
  }
}
