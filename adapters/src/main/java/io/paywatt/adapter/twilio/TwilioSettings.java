package io.paywatt.adapter.twilio;

import java.util.function.Supplier;
import io.paywatt.adapter.Secret;

/**
 * An account at Twilio that sends.
 *
 * @param accountSid paywatt.twilio.account-sid, AC...
 * @param authToken  paywatt.twilio.auth-token
 * @param sender     paywatt.twilio.sender, a number as E.164 or a messaging service MG...
 * @param statusUrl  paywatt.twilio.status-url, this hub's /webhooks/twilio-status as Twilio reaches it, or null: no receipts
 * @param baseUrl    paywatt.twilio.base-url
 */
public record TwilioSettings(String accountSid, Supplier<String> authToken, String sender, String statusUrl,
    String baseUrl) {
  /** @throws IllegalArgumentException naming the key and what is allowed */
  public static TwilioSettings of(String accountSid, String authToken, String sender, String statusUrl, String baseUrl) {
    if (!accountSid.matches("AC[0-9a-f]{32}")) {
      throw new IllegalArgumentException("paywatt.twilio.account-sid is " + accountSid
          + ", allowed are AC and 32 hex digits");
    }
    if (sender == null || !sender.matches("MG[0-9a-f]{32}|\\+?[0-9]{3,15}|[A-Za-z0-9 ]{1,11}")) {
      throw new IllegalArgumentException("paywatt.twilio.sender is " + sender
          + ", allowed is a number, a name of 1 to 11 letters, or a messaging service (MG and 32 hex digits)");
    }
    if (statusUrl != null && statusUrl.contains("?")) {
      throw new IllegalArgumentException("paywatt.twilio.status-url is " + statusUrl
          + ", allowed is an address without a query");
    }
    return new TwilioSettings(accountSid, Secret.of(authToken), sender, statusUrl, baseUrl.replaceAll("/+$", ""));
  }
}
