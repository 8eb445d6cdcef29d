package io.paywatt.ledger;

/**
 * Base of everything PayWatt throws on purpose. Each child is tied to one action: {@link Rejected} tells the caller,
 * {@link Unavailable} is tried again. Expected outcomes of a payment are results, not exceptions
 * ({@link io.paywatt.ledger.payment.PaymentResult}).
 */
public abstract class PayWattException extends RuntimeException {
  protected PayWattException(String message, Throwable cause) {
    super(message, cause);
  }
}
