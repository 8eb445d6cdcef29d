package io.paywatt.ledger.usage;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import io.paywatt.ledger.Rejected;

/** Length of a bucket of usage, by the calendar. */
public enum Granularity {
  HOUR, DAY, MONTH;

  /** From the query parameter. @throws Rejected 400 for any word but hour, day and month */
  public static Granularity of(String word) {
    for (Granularity each : values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
        return each;
      }
    }
    throw new Rejected(400, "by is '" + word + "', allowed are hour, day and month");
  }

  ZonedDateTime floor(ZonedDateTime time) {
    ZonedDateTime cut = time.truncatedTo(this == HOUR ? ChronoUnit.HOURS : ChronoUnit.DAYS);
    return this == MONTH ? cut.withDayOfMonth(1) : cut;
  }

  ZonedDateTime next(ZonedDateTime start) {
    return switch (this) {
      case HOUR -> start.plusHours(1);
      case DAY -> start.plusDays(1);
      case MONTH -> start.plusMonths(1);
    };
  }
}
