package io.paywatt.ledger.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Lets items go at their turns, and after a delay not all at once. For one thread. */
public final class Pacer {
  private final Clock clock;
  private final Consumer<Duration> wait;
  private Instant last = Instant.MIN;

  /** @param wait lets time pass */
  public Pacer(Clock clock, Consumer<Duration> wait) {
    this.clock = clock;
    this.wait = wait;
  }

  /** Returns when the item may go. */
  public void await(Instant notBefore, int perSecond) {
    Instant spaced = last.equals(Instant.MIN) ? notBefore : last.plus(Slots.apart(perSecond));
    Instant turn = spaced.isAfter(notBefore) ? spaced : notBefore;
    Duration early = Duration.between(clock.instant(), turn);
    if (!early.isNegative() && !early.isZero()) {
      wait.accept(early);
    }
    last = clock.instant();
  }
}
