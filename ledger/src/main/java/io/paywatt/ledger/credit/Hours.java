package io.paywatt.ledger.credit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** Daily hours: without a cut, or quiet. @param from start @param to end, exclusive; before {@code from}: on the next day */
public record Hours(LocalTime from, LocalTime to) {
  /** How the hours are written. */
  public static final String ALLOWED = "from-to such as 22:00-07:00";

  /** @throws IllegalArgumentException when the text is not {@link #ALLOWED} */
  public static Hours parse(String text) {
    if (!text.matches("\\d\\d:\\d\\d-\\d\\d:\\d\\d")) {
      throw new IllegalArgumentException(text);
    }
    try {
      return new Hours(LocalTime.parse(text.substring(0, 5)), LocalTime.parse(text.substring(6)));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** Whether it is within them. */
  public boolean hold(Instant now, ZoneId zone) {
    LocalTime time = LocalTime.ofInstant(now, zone);
    boolean afterStart = !time.isBefore(from);
    boolean beforeEnd = time.isBefore(to);
    return from.isBefore(to) ? afterStart && beforeEnd : afterStart || beforeEnd;
  }

  /** When the hours that hold now are over. */
  public Instant end(Instant now, ZoneId zone) {
    LocalDate day = LocalDate.ofInstant(now, zone);
    boolean tomorrow = !LocalTime.ofInstant(now, zone).isBefore(to);
    return (tomorrow ? day.plusDays(1) : day).atTime(to).atZone(zone).toInstant();
  }

  @Override
  public String toString() {
    return from + "-" + to;
  }
}
