package io.paywatt.adapter.webpush;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.HttpChannel;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.SendResult;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.notice.OutgoingNotice;

/**
 * Web Push, the bean of the kamelet web-push-sink. The address is the browser's subscription; it names a server, so only
 * known push services are called.
 */
public final class WebPush extends HttpChannel {
  private static final Duration LIFE = Duration.ofHours(24);
  private static final int KEY_BYTES = 16;

  private final Vapid vapid;
  private final List<String> hosts;
  private final Clock clock;

  /**
   * @param vapid null when not configured: notices then wait
   * @param hosts push services: names, {@code *.name} for all below it, or whole origins such as http://127.0.0.1:8000
   */
  public WebPush(Vapid vapid, List<String> hosts, Clock clock) {
    super("web-push");
    this.vapid = vapid;
    this.hosts = List.copyOf(hosts);
    this.clock = clock;
  }

  private record Subscription(URI endpoint, ECPublicKey key, byte[] auth) {
    String origin() {
      return endpoint.getScheme() + "://" + endpoint.getRawAuthority();
    }
  }

  @Override
  protected Call call(OutgoingNotice notice) {
    configured(vapid, "Web Push", "paywatt.web-push.public-key, .private-key and .subject");
    Subscription to = subscription(notice);
    byte[] plain = StrictJson.MAPPER.createObjectNode().put("title", notice.title()).put("body", notice.text())
        .put("tag", "notice-" + notice.id()).toString().getBytes(StandardCharsets.UTF_8);
    // the topic replaces a message of the same number that was not fetched yet: a repeat shows once
    return new Call(to.origin() + to.endpoint().getRawPath(), to.endpoint().getRawQuery(), Map.of(
        "TTL", Long.toString(LIFE.toSeconds()),
        "Urgency", "high", "Topic", "notice-" + notice.id(), "Content-Encoding", "aes128gcm",
        "Content-Type", "application/octet-stream", "Authorization", vapid.authorization(to.origin(), clock.instant())),
        Encryption.encrypt(plain, to.key(), to.auth()));
  }

  @Override
  protected SendResult read(OutgoingNotice notice, ProviderCall.Answer answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return taken(notice, answer.headers().getOrDefault("Location", "ok").replaceFirst(".*/", ""), false);
    }
    return status == 404 || status == 410 ? gone(notice, "HTTP " + status + " the subscription has ended")
        : byStatus(notice, answer, "");
  }

  private Subscription subscription(OutgoingNotice notice) {
    try {
      JsonNode json = StrictJson.object(notice.recipient().getBytes(StandardCharsets.UTF_8), "the subscription");
      URI endpoint = URI.create(StrictJson.text(json, "endpoint", 1000));
      JsonNode keys = StrictJson.child(json, "keys");
      Subscription subscription = new Subscription(endpoint, P256.publicKey(bytes(keys, "p256dh")), bytes(keys, "auth"));
      if (subscription.auth().length == KEY_BYTES && isKnown(subscription)) {
        return subscription;
      }
    } catch (Rejected | IllegalArgumentException e) {
      throw new Rejected(422, "notice " + notice.id() + ": the subscription can't be used: " + e.getMessage());
    }
    throw new Rejected(422, "notice " + notice.id() + ": the subscription is at no push service of paywatt.web-push.hosts");
  }

  private boolean isKnown(Subscription subscription) {
    String host = String.valueOf(subscription.endpoint().getHost());
    boolean named = hosts.stream().anyMatch(it -> it.startsWith("*.") ? host.endsWith(it.substring(1)) : host.equals(it));
    return hosts.contains(subscription.origin()) || (named && subscription.origin().equals("https://" + host));
  }

  private static byte[] bytes(JsonNode keys, String field) {
    return Base64.getUrlDecoder().decode(StrictJson.text(keys, field, 200).replaceAll("=+$", ""));
  }
}
