package io.paywatt.adapter.mpesa;

import java.util.List;
import java.util.Locale;

/**
 * A short code at M-Pesa. Checked when made: a wrong value throws {@link IllegalArgumentException} with its key and what is
 * allowed, never with a secret. The secrets may be {@code file:/path} of a file that holds them.
 *
 * @param consumerKey        paywatt.mpesa.consumer-key
 * @param consumerSecret     paywatt.mpesa.consumer-secret
 * @param shortCode          paywatt.mpesa.short-code, 5 to 7 digits
 * @param passkey            paywatt.mpesa.passkey, also the key of our own proofs
 * @param type               paywatt.mpesa.type, paybill or till
 * @param tillNumber         paywatt.mpesa.till-number, of a till that differs from its short code, or null
 * @param callbackToken      paywatt.mpesa.callback-token, 16 to 64 letters, digits, - and _, that nobody can guess
 * @param callbackUrl        paywatt.mpesa.callback-url, this hub as seen from outside, without a path that names M-Pesa
 * @param allowedAddresses   paywatt.mpesa.allowed-addresses, addresses and CIDR ranges; empty: all
 * @param baseUrl            paywatt.mpesa.base-url
 * @param initiator          paywatt.mpesa.initiator, who may ask for the status of a transaction, or null
 * @param securityCredential paywatt.mpesa.security-credential, the initiator's password as Safaricom wants it, or null
 */
public record MpesaSettings(String consumerKey, String consumerSecret, String shortCode, String passkey, String type,
    String tillNumber, String callbackToken, String callbackUrl, List<String> allowedAddresses, String baseUrl,
    String initiator, String securityCredential) {
  /** Safaricom's own address. */
  public static final String DEFAULT_BASE_URL = "https://api.safaricom.co.ke";

  public MpesaSettings {
    require("short-code", shortCode, "[0-9]{5,7}", "5 to 7 digits");
    require("type", type, "paybill|till", "paybill or till");
    if (tillNumber != null) {
      require("till-number", tillNumber, "[0-9]{5,8}", "5 to 8 digits");
    }
    if (callbackToken == null || !callbackToken.matches("[A-Za-z0-9_-]{16,64}")) {
      throw new IllegalArgumentException(
          "paywatt.mpesa.callback-token must be 16 to 64 letters, digits, - and _, such as openssl rand -hex 16 gives");
    }
    baseUrl = url("base-url", baseUrl);
    callbackUrl = url("callback-url", callbackUrl);
    String lower = callbackUrl.toLowerCase(Locale.ROOT);
    if (lower.matches(".*(m-?pesa|safaricom).*")) {
      throw new IllegalArgumentException("paywatt.mpesa.callback-url is " + callbackUrl
          + ", must not hold the words mpesa or safaricom: M-Pesa refuses such addresses");
    }
    if ((initiator == null) != (securityCredential == null)) {
      throw new IllegalArgumentException(
          "paywatt.mpesa.initiator and paywatt.mpesa.security-credential go together: set both or none");
    }
    allowedAddresses = allowedAddresses == null ? List.of() : List.copyOf(allowedAddresses);
  }

  /** Who is paid by a push. */
  String payee() {
    return tillNumber == null ? shortCode : tillNumber;
  }

  private static void require(String key, String value, String pattern, String allowed) {
    if (value == null || !value.matches(pattern)) {
      throw new IllegalArgumentException("paywatt.mpesa." + key + " is " + value + ", must be " + allowed);
    }
  }

  private static String url(String key, String value) {
    if (value == null || !value.matches("https?://[^\\s?#]+")) {
      throw new IllegalArgumentException(
          "paywatt.mpesa." + key + " is " + value + ", must be an http(s) address without query");
    }
    return value.replaceAll("/+$", "");
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "MpesaSettings[shortCode=" + shortCode + ", type=" + type + ", callbackUrl=" + callbackUrl + ", baseUrl="
        + baseUrl + "]";
  }
}
