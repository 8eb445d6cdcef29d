package io.paywatt.console.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import io.vertx.core.MultiMap;

/** The query parameters of a request, read strictly: a wrong one is named with its value and what is allowed. */
public final class Query {
  private static final int LONGEST_VALUE = 200;
  private static final int DATE_LENGTH = "2026-11-23".length();

  private final MultiMap given;

  /** @throws ProblemException status 400 for a name that is not allowed here, or given twice */
  Query(MultiMap given, Set<String> allowed) {
    this.given = given;
    for (String name : given.names()) {
      if (!allowed.contains(name)) {
        throw bad(name, "Query parameter '" + cut(name) + "' is not known here, allowed are "
            + (allowed.isEmpty() ? "none" : new TreeSet<>(allowed)));
      }
      if (given.getAll(name).size() > 1) {
        throw bad(name, "Query parameter '" + name + "' is given twice, allowed is once");
      }
      if (given.get(name).length() > LONGEST_VALUE) {
        throw notAllowed(name, "at most " + LONGEST_VALUE + " characters");
      }
    }
  }

  /** A text without blanks around it, or null when it is missing or blank. */
  public String text(String name) {
    String value = given.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** A whole number, or the default. @throws ProblemException status 400 when it is outside {@code min..max} */
  public int number(String name, int whenMissing, int min, int max) {
    String value = given.get(name);
    if (value == null) {
      return whenMissing;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the answer below says what is allowed
    }
    throw notAllowed(name, "a whole number from " + min + " to " + max);
  }

  /** One of the words, or the default. @throws ProblemException status 400 for any other */
  public String word(String name, String whenMissing, List<String> words) {
    String value = given.get(name);
    if (value == null) {
      return whenMissing;
    }
    if (!words.contains(value)) {
      throw notAllowed(name, String.join(", ", words));
    }
    return value;
  }

  /**
   * An RFC 3339 time, or a date: then the beginning of that day in the zone; or the default.
   *
   * @throws ProblemException status 400 for anything else
   */
  public Instant time(String name, Instant whenMissing, ZoneId zone) {
    String value = given.get(name);
    if (value == null) {
      return whenMissing;
    }
    try {
      return value.length() == DATE_LENGTH ? LocalDate.parse(value).atStartOfDay(zone).toInstant()
          // a + that was not encoded arrives as a blank, which has no other place in a time
          : OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
    } catch (DateTimeParseException e) {
      throw notAllowed(name, "an RFC 3339 time such as 2026-11-23T08:15:00Z, or a date");
    }
  }

  /** A day, or the default. @throws ProblemException status 400 for anything else */
  public LocalDate day(String name, LocalDate whenMissing) {
    String value = text(name);
    try {
      return value == null ? whenMissing : LocalDate.parse(value);
    } catch (DateTimeParseException e) {
      throw notAllowed(name, "a day such as 2026-11-23");
    }
  }

  /** The refusal of a value. */
  public ProblemException notAllowed(String name, String allowed) {
    return bad(name, "Query parameter '" + name + "' is '" + cut(given.get(name)) + "', allowed: " + allowed);
  }

  private static ProblemException bad(String name, String message) {
    return Problem.badParameter(cut(name), message).asException();
  }

  private static String cut(String text) {
    return text == null || text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
