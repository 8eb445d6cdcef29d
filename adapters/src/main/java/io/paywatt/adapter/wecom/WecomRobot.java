package io.paywatt.adapter.wecom;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.HttpChannel;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.Secret;
import io.paywatt.adapter.SendResult;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.notice.OutgoingNotice;

/** A robot of a WeCom group, the bean of the kamelet wecom-sink. The key in its address is all the proof WeCom asks for. */
public final class WecomRobot extends HttpChannel {
  /** 20 messages a minute. */
  private static final Duration TOO_MANY = Duration.ofMinutes(1);
  private static final int LONGEST_BYTES = 2048;
  private static final int FREQUENCY = 45009;
  private static final Set<Integer> BUSY = Set.of(-1, 6000);

  private final Secret key;
  private final String baseUrl;

  /** @param key of the robot's address, or {@code file:/path}; null when not configured: notices then wait */
  public WecomRobot(String key, String baseUrl) {
    super("wecom");
    this.key = key == null ? null : Secret.of(key);
    this.baseUrl = baseUrl;
  }

  @Override
  protected Call call(OutgoingNotice notice) {
    configured(key, "The WeCom robot", "paywatt.wecom.key");
    ObjectNode body = StrictJson.MAPPER.createObjectNode().put("msgtype", "text");
    body.putObject("text").put("content", cut(notice.text()));
    return Call.json(baseUrl + "/cgi-bin/webhook/send", "key=" + URLEncoder.encode(key.get(), StandardCharsets.UTF_8),
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
    return code == 0 ? taken(notice, "ok", false) : code == FREQUENCY ? throttled(notice, TOO_MANY, error)
        : refused(notice, BUSY.contains(code), error);
  }

  private static String cut(String text) {
    String fitted = text;
    while (fitted.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
      fitted = fitted.substring(0, fitted.length() - 1);
    }
    return fitted;
  }
}
