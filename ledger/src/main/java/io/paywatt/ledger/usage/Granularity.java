package io.paywatt.ledger.usage;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import io.paywatt.ledger.Rejected;

/** Length of a bucket of usage, by the calendar. */
public enum Granularity {
  HOUR, DAY, MONTH;

  private static final int MOST_BUCKETS = 5000;
  private static final int BAD_REQUEST = 400;

  /** From the query parameter. @throws Rejected 400 for any word but hour, day and month */
  public static Granularity of(String word) {
    for (Granularity each : values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
        return each;
      }
    }
    throw new Rejected(BAD_REQUEST, "by is '" + word + "', allowed are hour, day and month");
  }

  /**
   * The range cut at the calendar; the first and the last piece may be shorter.
   *
   * @throws Rejected 400 when the range is empty or has too many pieces
   */
  List<Instant> edges(Instant from, Instant to, ZoneId zone) {
    if (!from.isBefore(to)) {
      throw new Rejected(BAD_REQUEST, "from is " + from + ", it has to be before to, " + to);
    }
    List<Instant> edges = new ArrayList<>(List.of(from));
    for (ZonedDateTime next = next(floor(from.atZone(zone))); next.toInstant().isBefore(to); next = next(next)) {
      edges.add(next.toInstant());
      if (edges.size() > MOST_BUCKETS) {
        throw new Rejected(BAD_REQUEST, "from " + from + " to " + to + " has more than " + MOST_BUCKETS
            + " buckets; ask for less or for longer ones");
      }
    }
    edges.add(to);
    return edges;
  }

  private ZonedDateTime floor(ZonedDateTime time) {
    return this == HOUR ? time.truncatedTo(ChronoUnit.HOURS)
        : (this == MONTH ? time.toLocalDate().withDayOfMonth(1) : time.toLocalDate()).atStartOfDay(time.getZone());
  }

  /** Days begin anew each time: where a clock change leaves midnight out, only that one day begins later. */
  private ZonedDateTime next(ZonedDateTime start) {
    return switch (this) {
      case HOUR -> start.plusHours(1);
      case DAY -> start.toLocalDate().plusDays(1).atStartOfDay(start.getZone());
      case MONTH -> start.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay(start.getZone());
    };
  }
}
