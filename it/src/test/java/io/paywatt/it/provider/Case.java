package io.paywatt.it.provider;

/** What a provider's notices can be like. Each says what {@link ProviderDriver#send} is to send for it. */
public enum Case {
  /** The payer pays what was ordered; its genuine notice, once. */
  GENUINE,
  /** Nobody paid; a notice that says so all the same, as an attacker without the provider's key can make it. */
  FORGED,
  /** The payer pays; the genuine notice as it was signed so long ago that it must not be believed any more. */
  STALE,
  /** The payer pays; the genuine notice twice, byte for byte, headers included. */
  REPLAYED,
  /** The payer pays; the genuine notice, and the same transaction again under another notice id. */
  DOUBLED,
  /** A genuine notice over one minor unit more than was ordered. */
  WRONG_AMOUNT,
  /** A genuine notice over the same number in a currency that was not ordered. */
  WRONG_CURRENCY,
  /** A notice of the provider about a payment to another merchant. */
  WRONG_MERCHANT,
  /** A refund's notice that overtook its payment's, then the payment's genuine notice. */
  REFUND_FIRST,
  /** As {@link #GENUINE}; the contract has closed the order on our side before. */
  PAID_AFTER_CLOSE,
  /** The payer pays; the genuine notice, and one of the same transaction over another amount. */
  CONFLICT,
  /** An order is asked for while the provider answers every call with 5xx. Nothing to send. */
  DOWN_ERRORS,
  /** An order is asked for while the provider does not answer at all. Nothing to send. */
  DOWN_SILENT
}
