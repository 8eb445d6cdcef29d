package io.paywatt.ledger.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns of a run: evenly apart, never saved up, and given out for less than a second ahead, so that a pause takes effect
 * at once.
 *
 * @param turns when each of the next items may go
 * @param next  the turn after these
 */
record Slots(List<Instant> turns, Instant next) {
  private static final Duration AHEAD = Duration.ofSeconds(1);

  /** @param free first turn that is not given out @param most at most so many */
  static Slots of(Instant free, Instant now, int perSecond, int most) {
    Duration apart = apart(perSecond);
    Instant turn = free.isBefore(now) ? now : free;
    List<Instant> turns = new ArrayList<>();
    while (turns.size() < most && turn.isBefore(now.plus(AHEAD))) {
      turns.add(turn);
      turn = turn.plus(apart);
    }
    return new Slots(turns, turn);
  }

  /** Between two items; the database keeps whole milliseconds. */
  static Duration apart(int perSecond) {
    return Duration.ofMillis((1000 + perSecond - 1) / perSecond);
  }
}
