package io.paywatt.adapter.wechatpush;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.HttpChannel;
import io.paywatt.adapter.JsonCall;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.SendResult;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.access.AccessTokens;
import io.paywatt.ledger.access.AccessTokens.Fetched;
import io.paywatt.ledger.notice.OutgoingNotice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What both kinds of WeChat messages have in common: the access token and the error codes (facts/payments.md 6.1 to 6.3).
 */
abstract class WechatCalls extends HttpChannel {
  private static final Logger LOG = LoggerFactory.getLogger(WechatCalls.class);
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  private static final Set<Integer> TOKEN = Set.of(40001, 40014, 41001, 42001);
  private static final Set<Integer> GONE = Set.of(40003, 43004);
  /** Wrong at our account there: a person has to mend it. */
  private static final Set<Integer> ACCOUNT = Set.of(40037, 40164, 43116, 48001);
  private static final int BUSY = -1;
  private static final int QUOTA = 45009;

  private final WechatApp app;
  private final AccessTokens tokens;
  private final Clock clock;
  private final JsonCall http = new JsonCall("WeChat");

  WechatCalls(String provider, WechatApp app, AccessTokens tokens, Clock clock) {
    super(provider);
    this.app = app;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Path of the call and its body. */
  abstract String path();

  abstract ObjectNode body(OutgoingNotice notice, WechatApp account);

  /** When errcode is 0. */
  abstract SendResult taken(OutgoingNotice notice, JsonNode answer);

  @Override
  protected final Call call(OutgoingNotice notice) {
    configured(app, "WeChat", "paywatt." + provider() + ".app-id and .app-secret");
    ObjectNode body = body(notice, app);
    return Call.json(app.baseUrl() + path(), "access_token=" + tokens.get(name(), this::fetch), Map.of(), body);
  }

  @Override
  protected final SendResult read(OutgoingNotice notice, ProviderCall.Answer answer) {
    JsonNode body = json(answer);
    if (!body.path("errcode").isInt()) {
      return byStatus(notice, answer, "without a readable answer");
    }
    int code = body.path("errcode").intValue();
    String error = code + ": " + body.path("errmsg").asText("");
    if (code == 0) {
      return taken(notice, body);
    }
    if (TOKEN.contains(code)) {
      return tokenRefused(notice, error);
    }
    if (ACCOUNT.contains(code)) {
      LOG.error("WeChat takes no such message from {} until somebody mends it: {}", app.appId(), error);
    }
    return GONE.contains(code) ? gone(notice, error) : code == QUOTA ? throttled(notice, untilTomorrow(), error)
        : refused(notice, code == BUSY, error);
  }

  /** At once with a new token; when that would be no other one, later. */
  private SendResult tokenRefused(OutgoingNotice notice, String error) {
    return tokens.refused(name()) ? throttled(notice, Duration.ZERO, error) : refused(notice, true, error);
  }

  /** The stable token: asking twice gives the same one, so a second hub on the account does no harm. */
  private Fetched fetch(boolean force) {
    JsonNode answer = http.post(app.baseUrl() + "/cgi-bin/stable_token", "application/json",
        StrictJson.MAPPER.createObjectNode()
        .put("grant_type", "client_credential").put("appid", app.appId()).put("secret", app.secret().get())
        .put("force_refresh", force).toString());
    String token = answer.path("access_token").asText("");
    if (token.isEmpty()) {
      throw new Unavailable("WeChat gave no access token for " + app.appId() + ": " + answer.path("errcode").asText() + " "
          + answer.path("errmsg").asText("") + "; are " + app.prefix() + ".app-id and .app-secret right, and is this hub's"
          + " address on the list there?", null);
    }
    return new Fetched(token, Duration.ofSeconds(Math.max(60, answer.path("expires_in").asLong(7200))));
  }

  private String name() {
    return provider() + ":" + app.appId();
  }

  private Duration untilTomorrow() {
    ZonedDateTime now = clock.instant().atZone(BEIJING);
    return Duration.between(now, now.toLocalDate().plusDays(1).atStartOfDay(BEIJING));
  }

  /** The values by the names of the template, e.g. thing1: {@code {"thing1":{"value":..}}}. */
  static ObjectNode data(JsonNode variables) {
    ObjectNode data = StrictJson.MAPPER.createObjectNode();
    variables.properties().forEach(it -> data.putObject(it.getKey()).put("value", WechatValue.fitted(it.getKey(),
        it.getValue().asText())));
    return data;
  }
}
