package io.paywatt.adapter.stripe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An account in tests, and events signed without the library, as Stripe in any language would. */
final class StripeFixture {
  static final String SECRET = "whsec_paywatt_stripe_test";
  static final String NEXT_SECRET = "whsec_paywatt_stripe_next";
  static final String API_KEY = "sk_test_paywatt0123456789";
  static final String PAID = "{\"id\":\"evt_1\",\"object\":\"event\",\"api_version\":\"2024-06-20\",\"created\":1795406401,"
      + "\"type\":\"payment_intent.succeeded\",\"livemode\":false,\"data\":{\"object\":{\"id\":\"pi_1\",\"object\":\"payment_intent\","
      + "\"amount\":5000,\"amount_received\":5000,\"created\":1795406400,\"currency\":\"cny\",\"livemode\":false,"
      + "\"metadata\":{\"out_trade_no\":\"PW20261123000001\",\"meter\":\"14200000012\"},\"status\":\"succeeded\"}}}";

  private StripeFixture() {}

  static StripeSettings settings(String baseUrl) {
    return new StripeSettings(SECRET + " " + NEXT_SECRET, false, null, API_KEY, baseUrl);
  }

  static String header(String secret, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
