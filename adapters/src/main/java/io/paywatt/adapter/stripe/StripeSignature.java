package io.paywatt.adapter.stripe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import io.paywatt.adapter.Secret;
import io.paywatt.adapter.TimeWindow;
import io.paywatt.adapter.WebhookCall;
import io.paywatt.ledger.Rejected;

/**
 * {@code Stripe-Signature: t=<unix>,v1=<hex>[,v1=<hex>]}: HMAC-SHA256 over {@code t.body} with the whole secret as key, its
 * {@code whsec_} included. Scheme v0 is for tests of Stripe's own and proves nothing.
 */
final class StripeSignature {
  private static final int MAX_ITEMS = 32;

  private final Secret secrets;
  private final Clock clock;

  /** @throws IllegalArgumentException when a secret is misshapen; the message does not hold it */
  StripeSignature(String secrets, Clock clock) {
    this.clock = clock;
    this.secrets = Secret.of(secrets, StripeSignature::keys);
  }

  private static List<SecretKeySpec> keys(String secrets) {
    List<SecretKeySpec> keys = new ArrayList<>();
    for (String secret : secrets.strip().split("[\\s,]+")) {
      if (!secret.matches("whsec_[\\x21-\\x7e]{8,250}")) {
        throw new IllegalArgumentException("paywatt.stripe.webhook-secret must be whsec_ and 8 to 250 ASCII characters;"
            + " several are separated by blanks or commas");
      }
      keys.add(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
    }
    return keys;
  }

  /** @throws Rejected 401 unless signed by one of our secrets, within five minutes of now, past or future */
  void prove(WebhookCall call) {
    String[] items = call.require("Stripe-Signature").split(",", MAX_ITEMS);
    String timestamp = timestamp(items);
    long seconds = TimeWindow.seconds(timestamp);
    boolean matches = false;
    for (SecretKeySpec key : keys(secrets.get())) {
      byte[] expected = ("v1=" + hmac(key, timestamp, call.body())).getBytes(StandardCharsets.US_ASCII);
      for (String item : items) {
        matches |= MessageDigest.isEqual(expected, item.strip().getBytes(StandardCharsets.UTF_8));
      }
    }
    if (!matches) {
      throw new Rejected(401, "the signature does not match");
    }
    TimeWindow.require(seconds, clock);
  }

  // Two timestamps would leave open which of them was signed.
  private static String timestamp(String[] items) {
    String found = null;
    for (String item : items) {
      if (item.strip().startsWith("t=")) {
        if (found != null) {
          throw new Rejected(401, "Stripe-Signature has more than one t=");
        }
        found = item.strip().substring(2);
      }
    }
    if (found == null) {
      throw new Rejected(401, "Stripe-Signature has no t=");
    }
    return found;
  }

  private static String hmac(SecretKeySpec key, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no HmacSHA256 on this Java", e);
    }
  }
}
