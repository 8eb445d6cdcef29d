package io.paywatt.adapter.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.paywatt.adapter.HttpChannel;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.Rotating;
import io.paywatt.adapter.Secret;
import io.paywatt.adapter.SendResult;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.notice.OutgoingNotice;

/**
 * A webhook of our own, signed by Standard Webhooks, the bean of the kamelet webhook-sink. The receiver tells a repeat by
 * webhook-id, which is the same each time.
 */
public final class SignedWebhook extends HttpChannel {
  private static final String ID = "msg_notice_";

  private final String url;
  private final Rotating<Webhook> signer;
  private final Clock clock;

  /**
   * @param url    where to; null when not configured: notices then wait
   * @param secret {@code whsec_...} or {@code file:/path}
   * @throws IllegalArgumentException when the secret can't be used
   */
  public SignedWebhook(String url, String secret, Clock clock) {
    super("webhook");
    this.url = url;
    this.signer = url == null ? null : Secret.made(secret, SignedWebhook::signer);
    this.clock = clock;
  }

  private static Webhook signer(String secret) {
    try {
      if (secret.startsWith("whsec_")) {
        return new Webhook(secret);
      }
    } catch (EmptyWebhookSecretException | IllegalArgumentException e) {
      // told below, without the secret
    }
    throw new IllegalArgumentException("paywatt.webhook.secret must be whsec_ and the base64 of 24 to 64 random bytes");
  }

  @Override
  protected Call call(OutgoingNotice notice) {
    configured(url, "The webhook", "paywatt.webhook.url and .secret");
    Instant now = clock.instant();
    ObjectNode body = StrictJson.MAPPER.createObjectNode().put("type", "notice." + notice.kind()).put("timestamp",
        now.toString());
    body.putObject("data").put("id", notice.id()).put("kind", notice.kind()).put("recipient", notice.recipient())
        .put("locale", notice.locale()).put("title", notice.title()).put("text", notice.text()).set("values",
        variables(notice));
    String json = body.toString();
    try {
      return new Call(url, null, Map.of("Content-Type", "application/json", "webhook-id", ID + notice.id(),
          "webhook-timestamp", Long.toString(now.getEpochSecond()),
          "webhook-signature", signer.get().sign(ID + notice.id(), now.getEpochSecond(), json)),
              json.getBytes(StandardCharsets.UTF_8));
    } catch (WebhookSigningException e) {
      throw new IllegalStateException("paywatt.webhook.secret can't sign", e);
    }
  }

  @Override
  protected SendResult read(OutgoingNotice notice, ProviderCall.Answer answer) {
    boolean taken = answer.status() >= 200 && answer.status() < 300;
    return taken ? taken(notice, ID + notice.id(), false) : byStatus(notice, answer, "");
  }
}
