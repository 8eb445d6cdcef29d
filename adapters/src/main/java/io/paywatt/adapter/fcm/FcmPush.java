package io.paywatt.adapter.fcm;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
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

/** Firebase Cloud Messaging, HTTP v1, the bean of the kamelet fcm-sink (facts/payments.md 6.4). It sends no receipts. */
public final class FcmPush extends HttpChannel {
  private static final Logger LOG = LoggerFactory.getLogger(FcmPush.class);
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
  private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final Duration TOO_MANY = Duration.ofSeconds(60);
  private static final long HOUR = 3600;

  private final ServiceAccount account;
  private final String baseUrl;
  private final AccessTokens tokens;
  private final Clock clock;
  private final JsonCall http = new JsonCall("Google");

  /**
   * @param keyFile the service account's, null when not configured: notices then wait
   * @throws IllegalArgumentException when the file can't be used
   */
  public FcmPush(Path keyFile, String baseUrl, AccessTokens tokens, Clock clock) {
    super("fcm");
    this.account = keyFile == null ? null : ServiceAccount.read(keyFile);
    this.baseUrl = baseUrl;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  protected Call call(OutgoingNotice notice) {
    configured(account, "FCM", "paywatt.fcm.service-account-file");
    ObjectNode root = StrictJson.MAPPER.createObjectNode();
    ObjectNode message = root.putObject("message").put("token", notice.recipient());
    message.putObject("notification").put("title", notice.title()).put("body", notice.text());
    message.putObject("data").put("notice", Long.toString(notice.id())).put("kind", notice.kind());
    message.putObject("android").put("priority", "high").put("collapse_key", "notice-" + notice.id());
    return Call.json(baseUrl + "/v1/projects/" + account.project() + "/messages:send", null,
        Map.of("Authorization", "Bearer " + tokens.get(name(), force -> fetch())), root);
  }

  @Override
  protected SendResult read(OutgoingNotice notice, ProviderCall.Answer answer) {
    JsonNode body = json(answer);
    if (answer.status() == 200 && body.path("name").isTextual()) {
      return taken(notice, body.path("name").textValue().replaceFirst(".*/", ""), false);
    }
    String code = code(body.path("error"));
    String error = code + ": " + body.path("error").path("message").asText("");
    return switch (code) {
      case "UNREGISTERED" -> gone(notice, error);
      case "INVALID_ARGUMENT" -> error.contains("registration token") ? gone(notice, error) : refused(notice, false, error);
      case "SENDER_ID_MISMATCH" -> refused(notice, false, error);
      case "QUOTA_EXCEEDED" -> throttled(notice, retryAfter(answer) == null ? TOO_MANY : retryAfter(answer), error);
      case "UNAUTHENTICATED" ->
        tokens.refused(name()) ? throttled(notice, Duration.ZERO, error) : refused(notice, true, error);
      case "THIRD_PARTY_AUTH_ERROR" -> account(notice, error);
      default -> byStatus(notice, answer, error);
    };
  }

  private SendResult account(OutgoingNotice notice, String error) {
    LOG.error("FCM can't reach a platform until somebody mends the project: {}", error);
    return refused(notice, true, error);
  }

  /** FCM's own code, else the one of all Google APIs. */
  private static String code(JsonNode error) {
    for (JsonNode detail : error.path("details")) {
      if (detail.path("@type").asText("").endsWith("google.firebase.fcm.v1.FcmError")) {
        return detail.path("errorCode").asText("");
      }
    }
    return error.path("status").asText("");
  }

  private String name() {
    return "fcm:" + account.project();
  }

  private Fetched fetch() {
    JsonNode answer = http.post(account.tokenUri(), "application/x-www-form-urlencoded", "grant_type="
        + URLEncoder.encode(GRANT, StandardCharsets.UTF_8) + "&assertion=" + assertion());
    String token = answer.path("access_token").asText("");
    if (token.isEmpty()) {
      throw new Unavailable("Google gave no access token to " + account.email() + ": " + answer.path("error").asText() + " "
          + answer.path("error_description").asText(""), null);
    }
    return new Fetched(token, Duration.ofSeconds(Math.max(60, answer.path("expires_in").asLong(HOUR))));
  }

  private String assertion() {
    long now = clock.instant().getEpochSecond();
    String text = part(StrictJson.MAPPER.createObjectNode().put("alg", "RS256").put("typ", "JWT").put("kid",
        account.keyId()))
        + "." + part(StrictJson.MAPPER.createObjectNode().put("iss", account.email()).put("scope", SCOPE)
            .put("aud", account.tokenUri()).put("iat", now).put("exp", now + HOUR));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(account.key());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key of the service account can't sign", e);
    }
  }

  private static String part(ObjectNode json) {
    return URL.encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
