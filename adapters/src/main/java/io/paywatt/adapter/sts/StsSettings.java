package io.paywatt.adapter.sts;

import io.paywatt.adapter.Secret;

/**
 * A vending gateway. Checked when made: a wrong value throws {@link IllegalArgumentException} with its key and what is
 * allowed.
 *
 * @param baseUrl paywatt.sts.base-url
 * @param token   paywatt.sts.token, bearer token of the gateway, or {@code file:/path}
 */
public record StsSettings(String baseUrl, String token) {
  public StsSettings {
    if (baseUrl == null || !baseUrl.matches("https?://[^\\s?#]+")) {
      throw new IllegalArgumentException("paywatt.sts.base-url is " + baseUrl + ", must be an http(s) address");
    }
    if (token == null) {
      throw new IllegalArgumentException("paywatt.sts.token is missing: the bearer token of the gateway, or file:/path");
    }
    baseUrl = baseUrl.replaceAll("/+$", "");
  }

  /** The token, read again when its file changes. */
  Secret secret() {
    return Secret.of(token, text -> {
      if (!text.matches("[\\x21-\\x7e]{16,512}")) {
        throw new IllegalArgumentException("paywatt.sts.token must be 16 to 512 ASCII characters without blanks");
      }
    });
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "StsSettings[baseUrl=" + baseUrl + "]";
  }
}
