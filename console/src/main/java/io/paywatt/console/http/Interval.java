package io.paywatt.console.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Query parameters {@code from} and {@code to}. @param from inclusive @param to exclusive, later than from */
public record Interval(Instant from, Instant to) {

  /**
   * Reads the interval; without {@code to} it ends now, without {@code from} it lasts as long as usual.
   *
   * @throws ProblemException status 400 when it is empty or longer than allowed
   */
  public static Interval of(Query query, Clock clock, Duration usual, Duration longest) {
    Instant to = query.time("to", clock.instant(), clock.getZone());
    Instant from = query.time("from", to.minus(usual), clock.getZone());
    if (!from.isBefore(to)) {
      throw query.notAllowed("from", "a time before 'to', which is " + to);
    }
    if (Duration.between(from, to).compareTo(longest) > 0) {
      throw query.notAllowed("from", "at most " + longest.toDays() + " days before 'to', which is " + to);
    }
    return new Interval(from, to);
  }
}
