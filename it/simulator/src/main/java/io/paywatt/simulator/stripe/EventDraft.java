package io.paywatt.simulator.stripe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.Courier.Letter;

/** An event before it is signed; may be changed first, as an attacker or a bad day would. */
public final class EventDraft {
  private final ObjectNode event;
  private String secret;

  EventDraft(Account account, String type, ObjectNode object, long created) {
    this.secret = account.webhookSecret();
    this.event = Json.object().put("id", "evt_" + Ids.word(24)).put("object", "event").put("api_version", "2024-06-20")
        .put("created", created).put("type", type).put("livemode", account.live());
    event.putObject("data").set("object", object);
  }

  /** Changes the payment, refund or dispute that is told. */
  public EventDraft change(Consumer<ObjectNode> change) {
    change.accept((ObjectNode) event.path("data").path("object"));
    return this;
  }

  /** Changes the event around it. */
  public EventDraft changeEvent(Consumer<ObjectNode> change) {
    change.accept(event);
    return this;
  }

  /** Signs with another secret. */
  public EventDraft signedBy(String otherSecret) {
    this.secret = otherSecret;
    return this;
  }

  /** The event on its way. */
  public Letter sign(String url, Instant at) {
    byte[] body = Json.bytes(event);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json; charset=utf-8");
    headers.put("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
    headers.put("Stripe-Signature", signature(secret, at.getEpochSecond(), body));
    return new Letter(url, headers, body);
  }

  /** {@code t=..,v1=..} as facts/payments.md 3.3 has it. */
  public static String signature(String secret, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body)) + ",v0=" + "0".repeat(64);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
