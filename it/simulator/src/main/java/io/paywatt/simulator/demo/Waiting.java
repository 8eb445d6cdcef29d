package io.paywatt.simulator.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;

/** Waits for something seen from outside, never longer than told. */
final class Waiting {
  private static final Duration PAUSE = Duration.ofMillis(150);

  /** Looks once. */
  @FunctionalInterface
  interface Look<T> {
    T look() throws IOException, StepFailed;
  }

  private Waiting() {}

  /**
   * @param what   completes "waited for ..."
   * @param wanted whether what was seen is what is waited for
   * @throws StepFailed naming what was seen last
   */
  static <T> T until(String what, Duration longest, Look<T> look, Predicate<T> wanted) throws StepFailed {
    long end = System.nanoTime() + longest.toNanos();
    while (true) {
      Object seen;
      try {
        T now = look.look();
        if (wanted.test(now)) {
          return now;
        }
        seen = now;
      } catch (IOException e) {
        seen = e;
      }
      if (System.nanoTime() > end) {
        throw new StepFailed("waited " + longest.toSeconds() + " s for " + what + "; seen last: " + seen);
      }
      pause();
    }
  }

  private static void pause() throws StepFailed {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailed("interrupted");
    }
  }
}
