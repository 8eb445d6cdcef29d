package io.paywatt.adapter.dingtalk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.Hmac;
import io.paywatt.adapter.HttpChannel;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.Secret;
import io.paywatt.adapter.SendResult;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.notice.OutgoingNotice;

/** A robot of a DingTalk group whose security is a signature, the bean of the kamelet dingtalk-sink. */
public final class DingTalkRobot extends HttpChannel {
  /** More than 20 messages a minute shut a robot up for 10 minutes. */
  private static final Duration TOO_MANY = Duration.ofMinutes(10);
  private static final int FREQUENCY = 130101;
  private static final int FREQUENCY_NEW = 660026;
  private static final int BUSY = -1;

  private final Secret token;
  private final Secret secret;
  private final String baseUrl;
  private final Clock clock;

  /**
   * @param token  access_token of the robot's address; null when not configured: notices then wait
   * @param secret SEC..., by which calls are signed; both may be {@code file:/path}
   */
  public DingTalkRobot(String token, String secret, String baseUrl, Clock clock) {
    super("dingtalk");
    this.token = token == null ? null : Secret.of(token);
    this.secret = secret == null ? null : Secret.of(secret);
    this.baseUrl = baseUrl;
    this.clock = clock;
  }

  @Override
  protected Call call(OutgoingNotice notice) {
    configured(token == null ? null : secret, "The DingTalk robot", "paywatt.dingtalk.token and .secret");
    long now = clock.millis();
    String sign = Base64.getEncoder().encodeToString(Hmac.sha256(secret.get().getBytes(StandardCharsets.UTF_8),
        now + "\n" + secret.get()));
    ObjectNode body = StrictJson.MAPPER.createObjectNode().put("msgtype", "text");
    body.putObject("text").put("content", notice.text());
    return Call.json(baseUrl + "/robot/send", "access_token=" + encoded(token.get()) + "&timestamp=" + now + "&sign="
        + encoded(sign),
        Map.of(), body);
  }

  @Override
  protected SendResult read(OutgoingNotice notice, ProviderCall.Answer answer) {
    JsonNode body = json(answer);
    if (!body.path("errcode").isInt()) {
      return byStatus(notice, answer, "without a readable answer");
    }
    int code = body.path("errcode").intValue();
    String error = code + ": " + body.path("errmsg").asText("");
    if (code == FREQUENCY || code == FREQUENCY_NEW) {
      return throttled(notice, TOO_MANY, error);
    }
    return code == 0 ? taken(notice, "ok", false) : refused(notice, code == BUSY, error);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
