package io.paywatt.adapter.stripe;

import io.paywatt.adapter.Secret;

/**
 * An account at Stripe. Checked when made: a wrong value throws {@link IllegalArgumentException} with its key and what is
 * allowed.
 *
 * @param webhookSecret paywatt.stripe.webhook-secret, {@code whsec_...}; several separated by blanks or commas while one is
 *                      replaced; or {@code file:/path} of a file that holds them
 * @param live          paywatt.stripe.live: whether real money is meant; events of the other mode are never credited
 * @param account       paywatt.stripe.account, the connected account that is paid, {@code acct_...}, or null for our own
 * @param apiKey        paywatt.stripe.api-key, or {@code file:/path}; null when only events are taken
 * @param baseUrl       paywatt.stripe.base-url
 */
public record StripeSettings(String webhookSecret, boolean live, String account, String apiKey, String baseUrl) {
  /** Stripe's own address. */
  public static final String DEFAULT_BASE_URL = "https://api.stripe.com";

  public StripeSettings {
    if (account != null && !account.matches("acct_[A-Za-z0-9]{1,60}")) {
      throw new IllegalArgumentException("paywatt.stripe.account is " + account + ", must be acct_ and letters and digits");
    }
    if (baseUrl == null || !baseUrl.matches("https?://[^\\s?#]+")) {
      throw new IllegalArgumentException("paywatt.stripe.base-url is " + baseUrl + ", must be an http(s) address");
    }
    baseUrl = baseUrl.replaceAll("/+$", "");
  }

  /** The API key, read again when its file changes; null when there is none. */
  Secret key() {
    return apiKey == null ? null : Secret.of(apiKey, this::check);
  }

  private void check(String key) {
    if (!key.matches("[\\x21-\\x7e]{8,255}")) {
      throw new IllegalArgumentException("paywatt.stripe.api-key must be 8 to 255 ASCII characters without blanks");
    }
    if (key.matches("[sr]k_(live|test)_.*") && key.startsWith("live_", 3) != live) {
      throw new IllegalArgumentException(
          "paywatt.stripe.api-key is of the " + (live ? "test" : "live") + " mode, but paywatt.stripe.live is " + live);
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "StripeSettings[live=" + live + ", account=" + account + ", baseUrl=" + baseUrl + "]";
  }
}
