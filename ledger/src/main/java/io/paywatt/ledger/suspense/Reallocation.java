package io.paywatt.ledger.suspense;

import java.time.Instant;

/**
 * A payment that was moved to where it belongs.
 *
 * @param payment the payment
 * @param amount  minor units: what was paid less what was given back before
 * @param from    where it lay: account and meter, both null for suspense
 * @param to      where it lies now
 * @param actor   who moved it
 */
public record Reallocation(long id, long payment, long amount, String currency, Place from, Place to, String reason,
    String actor, Instant at) {

  /** @param account account number or null @param meter serial or null */
  public record Place(String account, String meter) {}
}
