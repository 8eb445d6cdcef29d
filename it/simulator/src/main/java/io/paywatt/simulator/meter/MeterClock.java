package io.paywatt.simulator.meter;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time a meter lives in. */
public interface MeterClock {
  Instant now();

  /** Real time. */
  static MeterClock real() {
    return Instant::now;
  }

  /**
   * Starts in the past and runs faster until it has caught up with real time; from then on it is real time.
   *
   * @param from  where it starts, when this is called
   * @param speed simulated seconds in a real one, above 1
   */
  static MeterClock catchingUp(Instant from, double speed, InstantSource real) {
    if (speed <= 1) {
      throw new IllegalArgumentException("speed is " + speed + ", it must be above 1 to catch up");
    }
    Instant started = real.instant();
    return () -> {
      Instant now = real.instant();
      Instant simulated = from.plusMillis((long) (Duration.between(started, now).toMillis() * speed));
      return simulated.isBefore(now) ? simulated : now;
    };
  }
}
