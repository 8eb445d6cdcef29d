package io.paywatt.meter.codec;

import io.paywatt.ledger.PayWattException;

/**
 * The bytes of a meter are not what the contract says and never will be: keep them for a person, don't try again. The
 * message names the field, its value and what is allowed.
 */
public final class Malformed extends PayWattException {
  /** @param reason names field, value and what is allowed */
  public Malformed(String reason) {
    super(reason, null);
  }
}
