package io.paywatt.simulator.standard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.HttpCaller;
import io.paywatt.simulator.http.HttpCaller.Answer;

/** Signs and posts payments to {@code /webhooks/standard}: design.md section 5, facts/payments.md 3.2. */
public final class StandardSender {
  private final HttpCaller http = new HttpCaller(Duration.ofSeconds(15));
  private final String url;
  private final byte[] key;

  /** @param secret {@code whsec_} and base64 */
  public StandardSender(String url, String secret) {
    this.url = url;
    this.key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
  }

  /** A new secret of 32 random bytes. */
  public static String newSecret() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return "whsec_" + Base64.getEncoder().encodeToString(key);
  }

  /**
   * The data of a payment for a meter.
   *
   * @param amount minor units
   */
  public static ObjectNode payment(String transactionId, String meter, long amount, String currency, Instant paidAt) {
    return Json.object().put("transactionId", transactionId).put("meter", meter).put("amount", amount)
        .put("currency", currency).put("paidAt", paidAt.toString());
  }

  /** Posts a genuine notice. @throws IOException when no answer came */
  public Answer post(ObjectNode data) throws IOException {
    byte[] body = body(data);
    return send(body, signed("msg_" + data.path("transactionId").asText(), Instant.now(), body));
  }

  /** The notice's bytes. */
  public static byte[] body(ObjectNode data) {
    ObjectNode notice = Json.object().put("type", "payment.succeeded").put("timestamp", Instant.now().toString());
    notice.set("data", data);
    return Json.bytes(notice);
  }

  /** Headers that sign the body. @param id without a dot */
  public Map<String, String> signed(String id, Instant at, byte[] body) {
    String timestamp = Long.toString(at.getEpochSecond());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", timestamp);
    headers.put("webhook-signature", "v1," + hmac(id + "." + timestamp + ".", body));
    return headers;
  }

  /** Posts as given. @throws IOException when no answer came */
  public Answer send(byte[] body, Map<String, String> headers) throws IOException {
    return http.call("POST", url, headers, body);
  }

  private String hmac(String prefix, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(prefix.getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
