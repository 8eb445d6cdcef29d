package io.paywatt.adapter.alipay;

import java.time.Instant;
import io.paywatt.ledger.payment.PaymentNotice;

/** A notice that is proven to come from Alipay. */
sealed interface AlipayNotice {
  /** Money came in, to us or, with a mismatch, to somebody else. */
  record Paid(PaymentNotice payment) implements AlipayNotice {}

  /**
   * Money of this trade went back. How much is not known yet: the notice tells only the sum of all refunds so far.
   *
   * @param refundId our request number; our order number when the refund was made at Alipay by hand
   * @param at       when it went back
   */
  record Refunded(String refundId, String tradeNo, Instant at, byte[] raw) implements AlipayNotice {}

  /** Nothing happened to money: waiting for the buyer, or closed unpaid. @param about state and order, for the log */
  record Nothing(String about) implements AlipayNotice {}

  /** A refund of another app or seller. @param about whose, for the log */
  record NotOurs(String about) implements AlipayNotice {}
}
