package io.paywatt.ledger.command;

import java.time.Instant;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.store.Json;

/**
 * A command to be queued.
 *
 * @param key       says what it is for, once for ever
 * @param body      JSON object as published, without id and kind
 * @param wantedSeq relay: number of the decision it carries out, else null
 * @param cause     outbox row it comes from, or null: asked for now, so after all there is; a meter's commands are sent in
 *                  this order
 * @param createdAt when it was caused
 * @param notBefore it is not sent earlier, or null for at once
 * @param expiresAt it is not sent later, and the meter must not act on it later
 */
public record NewCommand(String key, long meterId, String kind, String body, Integer wantedSeq, Long cause,
    Instant createdAt, Instant notBefore, Instant expiresAt) {
  /** Make of meters without a network: they hear nothing, a command for them becomes a token. */
  public static final String TAKES_TOKENS = "sts";
  static final Set<String> KINDS = Set.of("credit", "relay", "balance", "price", "read", "display", "token", "write");
  private static final Set<String> TOKENS = Set.of("credit", "token");
  private static final long LONGEST_LIFE_SECONDS = 366L * 86_400;

  public NewCommand {
    if (!KINDS.contains(kind)) {
      throw new IllegalArgumentException("kind is '" + kind + "', allowed are " + KINDS.stream().sorted().toList());
    }
  }

  /** One that may be sent at once. */
  public NewCommand(String key, long meterId, String kind, String body, Integer wantedSeq, Instant createdAt,
      Instant expiresAt) {
    this(key, meterId, kind, body, wantedSeq, createdAt, null, expiresAt);
  }

  /** One that is asked for now. */
  public NewCommand(String key, long meterId, String kind, String body, Integer wantedSeq, Instant createdAt,
      Instant notBefore, Instant expiresAt) {
    this(key, meterId, kind, body, wantedSeq, null, createdAt, notBefore, expiresAt);
  }

  /** Whether a meter of that make can be told at all: one that takes tokens switches itself off and on. */
  boolean reaches(String make) {
    return make.equals(TAKES_TOKENS) ? TOKENS.contains(kind) : !kind.equals("token");
  }

  /**
   * Reads the payload of an outbox row; its life counts from now, however long it lay there.
   *
   * @param row number of the outbox row
   * @throws IllegalArgumentException naming the field, when it can't be read
   */
  public static NewCommand parse(long row, String key, String payload, Instant createdAt, Instant now) {
    ObjectNode json = Json.object(payload);
    if (!(json.get("body") instanceof ObjectNode body)) {
      throw new IllegalArgumentException("body is missing or not an object");
    }
    String kind = json.path("kind").asText();
    JsonNode seq = body.remove("seq");
    Integer wantedSeq = "relay".equals(kind) && seq != null && seq.canConvertToInt() ? seq.intValue() : null;
    return new NewCommand(key, whole(json, "meterId", Long.MAX_VALUE), kind, Json.write(body), wantedSeq, row,
        createdAt, null, now.plusSeconds(whole(json, "expiresInSeconds", LONGEST_LIFE_SECONDS)));
  }

  private static long whole(ObjectNode json, String field, long most) {
    JsonNode value = json.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 1 || value.longValue() > most) {
      throw new IllegalArgumentException(field + " is " + (value.isMissingNode() ? "missing" : value)
          + ", allowed is a whole number from 1 to " + most);
    }
    return value.longValue();
  }
}
