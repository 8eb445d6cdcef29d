package io.paywatt.simulator.channel;

import static io.paywatt.simulator.channel.Signatures.bytes;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;

/** A system that takes webhooks signed by Standard Webhooks. */
public final class WebhookReceiver extends ChannelServer {
  private static final long WINDOW_SECONDS = 300;

  private final byte[] key;

  /** @param secret {@code whsec_...} */
  public WebhookReceiver(String secret) {
    super(0);
    this.key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
  }

  @Override
  protected WireResponse answer(WireRequest request) {
    String id = request.header("webhook-id");
    String time = request.header("webhook-timestamp");
    byte[] head = bytes(id + "." + time + ".");
    byte[] signed = ByteBuffer.allocate(head.length + request.body().length).put(head).put(request.body()).array();
    String expected = "v1," + Base64.getEncoder().encodeToString(Signatures.hmac("HmacSHA256", key, signed));
    if (!expected.equals(request.header("webhook-signature"))
        || Math.abs(Instant.now().getEpochSecond() - Long.parseLong(time)) > WINDOW_SECONDS) {
      return WireResponse.empty(401);
    }
    String failure = failure();
    if (failure != null) {
      WireResponse told = WireResponse.empty(Integer.parseInt(failure));
      return failure.equals("429") ? told.with("Retry-After", "30") : told;
    }
    JsonNode data = Json.parse(request.body()).path("data");
    take(id, id.replaceFirst(".*_", ""), data.path("recipient").asText(), data.path("title").asText() + "|"
        + data.path("text").asText());
    return WireResponse.empty(204);
  }
}
