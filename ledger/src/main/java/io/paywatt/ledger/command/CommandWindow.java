package io.paywatt.ledger.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;

/** When a command that staff asks for may be sent. @param from null for at once */
record CommandWindow(Instant from, Instant until) {
  private static final int WRONG = 422;
  private static final Duration FURTHEST = Duration.ofDays(30);

  /**
   * Takes {@code validFrom} and {@code validUntil} out of a body.
   *
   * @param usual life of one that does not say, from when it may be sent
   * @throws Rejected 422 when a time is none, over, before the other or too far ahead
   */
  static CommandWindow take(ObjectNode body, Duration usual, Instant now) {
    Instant from = time(body, "validFrom", now);
    Instant until = time(body, "validUntil", now);
    Instant end = until != null ? until : (from == null ? now : from).plus(usual);
    if (from != null && !from.isBefore(end)) {
      throw new Rejected(WRONG, "validUntil is " + until + ", allowed is a time after validFrom, which is " + from);
    }
    return new CommandWindow(from, end);
  }

  private static Instant time(ObjectNode body, String field, Instant now) {
    JsonNode value = body.remove(field);
    if (value == null || value.isNull()) {
      return null;
    }
    try {
      Instant at = OffsetDateTime.parse(value.asText()).toInstant();
      if (at.isAfter(now) && !at.isAfter(now.plus(FURTHEST))) {
        return at;
      }
    } catch (DateTimeException e) {
      // the answer below says what is allowed
    }
    throw new Rejected(WRONG, field + " is " + CommandEnds.cut(value.toString(), 60)
        + ", allowed is an RFC 3339 time within the next " + FURTHEST.toDays() + " days");
  }
}
