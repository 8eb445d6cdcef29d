package io.paywatt.it.support;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A payment notice by the Standard Webhooks rules, signed here from the text of the specification. */
public record StandardNotice(String id, Instant at, String body) {
  private static final byte[] KEY = "paywatt-standard-webhook-key-32b".getBytes(StandardCharsets.US_ASCII);

  /** A payment for a meter. */
  public static StandardNotice payment(String transaction, String meter, long amount) {
    Instant now = Instant.now();
    return new StandardNotice("msg_" + transaction, now, """
        {"type":"payment.succeeded","timestamp":"%s","data":{"transactionId":"%s","meter":"%s","amount":%d,\
        "currency":"CNY","paidAt":"2026-11-23T04:00:00Z"}}""".formatted(now, transaction, meter, amount));
  }

  /** A payment of an order. */
  public static StandardNotice forOrder(String transaction, String order, long amount) {
    StandardNotice notice = payment(transaction, "", amount);
    return new StandardNotice(notice.id, notice.at, notice.body.replace("\"meter\":\"\"", "\"orderId\":\"" + order + "\""));
  }

  /** The headers a genuine sender adds. */
  public Map<String, String> headers() {
    return Map.of("webhook-id", id, "webhook-timestamp", String.valueOf(at.getEpochSecond()), "webhook-signature",
        "v1," + signature());
  }

  /** Sends it to the hub. */
  public Api.Answer send(Api api) {
    return api.post("/webhooks/standard", "application/json", body, headers());
  }

  private String signature() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(
          mac.doFinal((id + "." + at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
