package io.paywatt.ledger.payment;

/** What became of a genuine notice. Routes choose the provider's answer by {@link #outcome()}. */
public sealed interface PaymentResult {
  /** posted, duplicate, conflict or parked. */
  String outcome();

  /** Credited now. @param paymentId row of payment @param account account number */
  record Posted(long paymentId, String account) implements PaymentResult {
    @Override public String outcome() {
      return "posted";
    }
  }

  /** Same transaction, same content, seen before: the first outcome (posted or parked) stands. */
  record Duplicate(long paymentId, String first) implements PaymentResult {
    @Override public String outcome() {
      return "duplicate";
    }
  }

  /** Same transaction, other content: nothing was changed, an item is on the desk. */
  record Conflict(long paymentId, String difference) implements PaymentResult {
    @Override public String outcome() {
      return "conflict";
    }
  }

  /** Genuine, but it can't be placed: kept in suspense, an item is on the desk. */
  record Parked(long paymentId, String reason) implements PaymentResult {
    @Override public String outcome() {
      return "parked";
    }
  }
}
