package io.paywatt.adapter.stripe;

import io.paywatt.ledger.payment.PaymentNotice;

/** An event that is proven to come from Stripe. */
sealed interface StripeEvent {
  /** Money came in. */
  record Paid(PaymentNotice payment) implements StripeEvent {}

  /** A refund of ours has ended. @param notice the normalised refund notice, JSON */
  record Refunded(byte[] notice) implements StripeEvent {}

  /** Something a person must see, such as a dispute. @param about type, objects and state in words */
  record ForPerson(String about) implements StripeEvent {}

  /** Nothing to do. @param about the type */
  record Nothing(String about) implements StripeEvent {}
}
