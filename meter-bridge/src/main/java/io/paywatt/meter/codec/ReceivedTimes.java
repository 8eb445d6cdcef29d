package io.paywatt.meter.codec;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import io.paywatt.ledger.reading.Quality;
import io.paywatt.ledger.reading.Reading;

/**
 * Keeps readings of one meter apart that have the time of their arrival: a backlog comes in faster than the millisecond that
 * readings are kept by, and two registers at one instant would be a conflict.
 */
final class ReceivedTimes {
  private static final int MOST_METERS = 200_000;
  private static final Duration STEP = Duration.ofMillis(1);
  // a clock that was set back further than this starts anew
  private static final Duration LONGEST_RUN = Duration.ofMinutes(1);

  private final Map<String, Instant> last = new LinkedHashMap<>() {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
      return size() > MOST_METERS;
    }
  };

  /** The reading, a millisecond behind the one before it when it would not be later. */
  synchronized Reading apart(Reading reading) {
    if (!reading.quality().contains(Quality.RECEIVED_TIME)) {
      return reading;
    }
    Instant at = reading.at().truncatedTo(ChronoUnit.MILLIS);
    Instant before = last.get(reading.serial());
    if (before != null && !at.isAfter(before) && at.isAfter(before.minus(LONGEST_RUN))) {
      at = before.plus(STEP);
    }
    last.put(reading.serial(), at);
    return at.equals(reading.at()) ? reading : reading.at(at);
  }
}
