package io.paywatt.ledger.settlement;

/**
 * One difference, ready for a page.
 *
 * @param name       the class, as in {@code ours-only}
 * @param refundId   ours, or null
 * @param payment    our number of the payment, or null
 * @param meter      serial, or null
 * @param theirs     what the bill says (of a meter class: what the meter was told), or null
 * @param ours       what the ledger says, or null
 * @param state      open, waiting or resolved
 * @param foundAt    RFC 3339
 * @param resolution how it was closed, or null
 */
public record DifferenceView(long id, String provider, String date, String name, Text title, String transactionId,
    String orderId, String refundId, Long payment, String account, String meter, What theirs, What ours, String state,
    Todo action, String foundAt, String seenAt, Closed resolution) {
  /** @param amount minor units, or null when it is not known @param at RFC 3339, or null */
  public record What(Long amount, String currency, String state, String at) {}

  /** @param kind as in {@code ask-provider} @param askedAt when it was done, or null */
  public record Todo(String kind, Text text, String askedAt) {}

  /** @param by settlement, or a person @param reason a person's own words, or null */
  public record Closed(String kind, Text text, String at, String by, String reason) {}
}
