package io.paywatt.ledger;

/**
 * The input is wrong and will stay wrong: tell the sender, do not retry. The message names the field, the value and
 * what is allowed, and never holds a secret. {@link #status()} is the HTTP status a route answers with.
 */
public final class Rejected extends PayWattException {
  private final int status;

  /** @param status HTTP status from 400 to 499 */
  public Rejected(int status, String message) {
    super(message, null);
    this.status = status;
  }

  /** The HTTP status to answer with, 400 to 499. */
  public int status() {
    return status;
  }
}
