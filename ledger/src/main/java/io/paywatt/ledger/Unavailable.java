package io.paywatt.ledger;

/** Something outside (database, broker, provider) did not answer: nothing was done, try again later. */
public final class Unavailable extends PayWattException {
  public Unavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
