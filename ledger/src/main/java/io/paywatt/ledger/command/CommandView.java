package io.paywatt.ledger.command;

import java.time.Instant;
import java.util.List;

/**
 * A command and what became of it, for people.
 *
 * @param id        UUID
 * @param meter     the meter's serial
 * @param kind      credit, relay, balance, price, read or display
 * @param body      JSON object as published, without id and kind
 * @param state     queued, sent, accepted, proven, refused, failed or expired
 * @param attempts  how often it was sent
 * @param createdAt when it was asked for
 * @param notBefore it is not sent earlier, or null
 * @param sentAt    last time it was sent, or null
 * @param expiresAt it is not sent later, and the meter must not act on it later
 * @param endedAt   when it was answered or given up, or null
 * @param provenAt  when it was shown that it was carried out, or null
 * @param reason    why it was not done (refused by the meter, superseded, broker unreachable), or null
 * @param reply     the meter's reply as received, JSON, or null
 * @param credit    how far a credit is, null for other kinds
 * @param steps     its life in order
 */
public record CommandView(String id, String meter, String kind, String body, String state, int attempts,
    Instant createdAt, Instant notBefore, Instant sentAt, Instant expiresAt, Instant endedAt, Instant provenAt,
    String reason, String reply, Credit credit, List<Step> steps) {

  /**
   * A credit is paid when it is posted, and delivered when its meter has taken it.
   *
   * @param stage       paid, delivered, or undelivered when that has failed and a person has it
   * @param number      which credit of its meter it is, or null before the first sending
   * @param deliveredAt null before
   */
  public record Credit(String stage, Integer number, Instant paidAt, Instant deliveredAt) {}

  /**
   * @param step   queued, sent, accepted, position, current or proven
   * @param state  done, pending, failed, or skipped when there is no such proof
   * @param reason why not, or null
   */
  public record Step(String step, String state, Instant at, String reason) {}

  /** Whether the meter may still answer. */
  public boolean waitsForAnswer() {
    return state.equals("queued") || state.equals("sent");
  }
}
