package io.paywatt.simulator.meter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A bad radio link: of each message it decides by chance whether it is lost, late, doubled or overtaken. */
public final class LinkFaults {
  /**
   * Shares from 0 to 1.
   *
   * @param longest longest delay of a late message
   */
  public record Rates(double lost, double doubled, double overtaken, double late, Duration longest) {
    /** A perfect link. */
    public static final Rates NONE = new Rates(0, 0, 0, 0, Duration.ZERO);
  }

  /** A message that comes through. @param after how long it is under way */
  public record Passed<T>(T message, Duration after) {}

  private final Rates rates;
  private final Random random;
  private Object held;

  /** @param random seeded, so that a run can be repeated */
  public LinkFaults(Rates rates, Random random) {
    this.rates = rates;
    this.random = random;
  }

  /** What comes through now that this message is sent: nothing, itself, itself twice, or with it one held back before. */
  @SuppressWarnings("unchecked")
  public synchronized <T> List<Passed<T>> pass(T message) {
    List<Passed<T>> passed = new ArrayList<>();
    if (random.nextDouble() < rates.lost()) {
      return passed;
    }
    if (held == null && random.nextDouble() < rates.overtaken()) {
      held = message;
      return passed;
    }
    Duration after = delay();
    passed.add(new Passed<>(message, after));
    if (random.nextDouble() < rates.doubled()) {
      passed.add(new Passed<>(message, after));
    }
    if (held != null) {
      passed.add(new Passed<>((T) held, after));
      held = null;
    }
    return passed;
  }

  private Duration delay() {
    return random.nextDouble() < rates.late()
        ? Duration.ofMillis((long) (random.nextDouble() * rates.longest().toMillis())) : Duration.ZERO;
  }
}
