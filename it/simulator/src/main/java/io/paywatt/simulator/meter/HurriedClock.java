package io.paywatt.simulator.meter;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Stands still in the past until it is told to run; then it runs faster than real time until it has caught up, and from
 * there on it is real time. So readings carry times that run up to now, and none lies in the future.
 */
public final class HurriedClock implements MeterClock {
  private final Duration behind;
  private final double speed;
  private final InstantSource real;
  private final Instant made;
  private volatile Instant started;

  /**
   * @param behind how far in the past it starts
   * @param speed  simulated seconds in a real one, above 1
   */
  public HurriedClock(Duration behind, double speed, InstantSource real) {
    if (speed <= 1) {
      throw new IllegalArgumentException("speed is " + speed + ", it must be above 1 to catch up");
    }
    this.behind = behind;
    this.speed = speed;
    this.real = real;
    this.made = real.instant();
  }

  /** Runs from now on. */
  public void run() {
    started = real.instant();
  }

  @Override
  public Instant now() {
    Instant start = made.minus(behind);
    if (started == null) {
      return start;
    }
    Instant now = real.instant();
    Instant simulated = start.plusMillis((long) (Duration.between(started, now).toMillis() * speed));
    return simulated.isBefore(now) ? simulated : now;
  }
}
