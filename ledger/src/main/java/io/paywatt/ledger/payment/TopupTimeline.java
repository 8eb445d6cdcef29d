package io.paywatt.ledger.payment;

import java.util.List;

/**
 * How far a top-up has come.
 *
 * @param id        our order number
 * @param provider  adapter name
 * @param state     opening, ordered, paid, failed or closed
 * @param meter     serial
 * @param account   account number
 * @param amount    minor units
 * @param currency  ISO 4217 code
 * @param createdAt RFC 3339
 * @param steps     ordered, paid, posted, sent, acknowledged, notified
 */
public record TopupTimeline(String id, String provider, String state, String meter, String account, long amount,
    String currency, String createdAt, List<Step> steps) {
  /**
   * @param step   name of the step
   * @param state  pending, done or failed
   * @param at     RFC 3339, or null while pending
   * @param reason why it failed, or null
   */
  public record Step(String step, String state, String at, String reason) {}
}
