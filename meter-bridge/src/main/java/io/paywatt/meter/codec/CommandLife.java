package io.paywatt.meter.codec;

import java.time.Duration;
import java.time.Instant;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.reading.Relay;

/** What every codec needs to know of a command. */
public final class CommandLife {
  private static final JsonMapper JSON = new JsonMapper();
  // the MQTT property is an unsigned 32 bit number of seconds
  private static final long MAX_EXPIRY_SECONDS = 0xFFFF_FFFFL;
  private static final int GONE = 410;
  private static final int UNPROCESSABLE = 422;

  private CommandLife() {}

  /**
   * Seconds left, at least 1: a broker takes 0 for "already over" and drops a command that still has half a second.
   *
   * @throws Rejected when it has expired
   */
  public static long secondsLeft(OutgoingCommand command, Instant now) {
    if (!command.expiresAt().isAfter(now)) {
      throw new Rejected(GONE, "command " + command.id() + " expired at " + command.expiresAt() + ", it is " + now);
    }
    long seconds = Duration.between(now, command.expiresAt()).toSeconds();
    return Math.min(Math.max(seconds, 1), MAX_EXPIRY_SECONDS);
  }

  /** @throws Rejected when the body is no JSON object */
  public static ObjectNode body(OutgoingCommand command) {
    try {
      if (JSON.readTree(command.json() == null ? "{}" : command.json()) instanceof ObjectNode body) {
        return body;
      }
      throw new Rejected(UNPROCESSABLE, "command " + command.id() + ": body is no JSON object");
    } catch (JsonProcessingException e) {
      throw new Rejected(UNPROCESSABLE, "command " + command.id() + ": body is no JSON: " + e.getOriginalMessage());
    }
  }

  /** The position a relay command asks for. @throws Rejected when it names none */
  public static Relay wanted(OutgoingCommand command) {
    String word = body(command).path("relay").asText(null);
    try {
      if (word != null) {
        return Relay.of(word);
      }
    } catch (IllegalArgumentException e) {
      throw new Rejected(UNPROCESSABLE, "command " + command.id() + ": " + e.getMessage());
    }
    throw new Rejected(UNPROCESSABLE, "command " + command.id() + ": relay is missing, allowed are closed and open");
  }

  /** For a kind that a make does not have. */
  public static Rejected impossible(OutgoingCommand command) {
    return new Rejected(UNPROCESSABLE, "command " + command.id() + ": meters of make " + command.make() + " can't do "
        + command.kind());
  }
}
