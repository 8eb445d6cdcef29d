package io.paywatt.simulator.alipay;

import java.util.Random;

/**
 * A bad day, the same for the same seed: calls are slow, answered 503 before anything was done, or done and never answered;
 * notices go out twice or are held back, so that a later one overtakes them.
 */
public final class Faults {
  private static final int SLOWEST_MILLIS = 1500;

  private final Random random;
  private final int percent;

  private Faults(long seed, int percent) {
    this.random = new Random(seed);
    this.percent = percent;
  }

  /** @param percent of the calls that suffer each fault, 0 to 100. Not for two simulators at once */
  public static Faults of(long seed, int percent) {
    return new Faults(seed, percent);
  }

  /** A good day. */
  public static Faults none() {
    return new Faults(0, 0);
  }

  /** What happens to one call. @param millis it waits @param refused 503, nothing done @param lost done, not answered */
  record Call(int millis, boolean refused, boolean lost) {}

  /** What happens to one notice. @param copies 1 or 2 @param heldBackMillis before the first attempt */
  record Post(int copies, int heldBackMillis) {}

  synchronized Call call() {
    return new Call(hit() ? random.nextInt(SLOWEST_MILLIS) : 0, hit(), hit());
  }

  synchronized Post post() {
    return new Post(hit() ? 2 : 1, hit() ? random.nextInt(SLOWEST_MILLIS) : 0);
  }

  private boolean hit() {
    return random.nextInt(100) < percent;
  }
}
