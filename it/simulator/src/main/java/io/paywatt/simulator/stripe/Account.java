package io.paywatt.simulator.stripe;

/**
 * An account.
 *
 * @param apiKey        what its calls carry
 * @param webhookSecret what its events are signed with, {@code whsec_...}
 * @param live          whether it is in live mode
 */
public record Account(String apiKey, String webhookSecret, boolean live) {
  /** A new one in test mode. */
  public static Account generate() {
    return new Account("sk_test_" + Ids.word(24), "whsec_" + Ids.word(32), false);
  }
}
