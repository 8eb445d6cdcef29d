package io.paywatt.simulator.http;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Bad days by chance, repeatable by their seed: of calls a provider takes, and of notices it sends. */
public final class Faults {
  /**
   * Shares from 0 to 1.
   *
   * @param late       calls answered, and notices sent, up to {@code longest} later; late notices are overtaken by others
   * @param error      calls answered 5xx, with nothing done
   * @param lostAnswer calls that are done, but never answered
   * @param lostNotice attempts to send a notice that never arrive
   * @param doubled    notices that arrive twice
   */
  public record Rates(double late, double error, double lostAnswer, double lostNotice, double doubled, Duration longest) {
    /** A perfect provider. */
    public static final Rates NONE = new Rates(0, 0, 0, 0, 0, Duration.ZERO);

    /** The same share of everything. */
    public static Rates all(double share, Duration longest) {
      return new Rates(share, share, share, share, share, longest);
    }
  }

  private final Rates rates;
  private final Random random;

  public Faults(Rates rates, long seed) {
    this.rates = rates;
    this.random = new Random(seed);
  }

  /** No faults at all. */
  public static Faults none() {
    return new Faults(Rates.NONE, 0);
  }

  /**
   * Answers a call, or fails as chance has it.
   *
   * @param work  does what was asked and answers
   * @param error the provider's own 5xx
   */
  public WireResponse answer(Supplier<WireResponse> work, Supplier<WireResponse> error) {
    LockSupport.parkNanos(delay().toNanos());
    if (happens(rates.error())) {
      return error.get();
    }
    WireResponse answer = work.get();
    return happens(rates.lostAnswer()) ? WireResponse.silence() : answer;
  }

  /** Whether this attempt to send a notice never arrives. */
  boolean loses() {
    return happens(rates.lostNotice());
  }

  /** Whether this notice arrives twice. */
  boolean doubles() {
    return happens(rates.doubled());
  }

  /** How long this one is kept back, mostly not at all. */
  Duration delay() {
    return happens(rates.late()) ? Duration.ofNanos((long) (nextDouble() * rates.longest().toNanos())) : Duration.ZERO;
  }

  private boolean happens(double share) {
    return share > 0 && nextDouble() < share;
  }

  private synchronized double nextDouble() {
    return random.nextDouble();
  }
}
