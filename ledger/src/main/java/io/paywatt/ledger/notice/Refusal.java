package io.paywatt.ledger.notice;

import java.time.Duration;

/**
 * Why a provider did not take a notice.
 *
 * @param why   its code and words
 * @param again whether a later try can help
 * @param after earliest time of that try from now, when the provider or its rules name one, or null
 * @param gone  it knows the address no more: the contact is not used again
 */
public record Refusal(String why, boolean again, Duration after, boolean gone) {
  /** Without a time of the provider's own. */
  public Refusal(String why, boolean again) {
    this(why, again, null, false);
  }
}
