package io.paywatt.simulator.channel;

import static io.paywatt.simulator.channel.Signatures.bytes;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;

/** Google's token service and Firebase Cloud Messaging, HTTP v1. */
public final class FcmService extends ChannelServer {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  /** Either lets somebody send; Google's SDK asks for the second. */
  private static final List<String> SCOPES = List.of("https://www.googleapis.com/auth/firebase.messaging",
      "https://www.googleapis.com/auth/cloud-platform");
  private static final long LONGEST_LIFE = 3600;
  private static final Map<String, Integer> STATUS = Map.of("UNREGISTERED", 404, "INVALID_ARGUMENT", 400,
      "SENDER_ID_MISMATCH", 403,
      "QUOTA_EXCEEDED", 429, "UNAVAILABLE", 503, "INTERNAL", 500, "UNAUTHENTICATED", 401);

  /** What all Google APIs call it, beside FCM's own word in the details. */
  private static final Map<String, String> CANONICAL = Map.of("UNREGISTERED", "NOT_FOUND", "SENDER_ID_MISMATCH",
      "PERMISSION_DENIED", "QUOTA_EXCEEDED", "RESOURCE_EXHAUSTED");

  private final String project;
  private final String email;
  private final PublicKey key;
  private final AtomicInteger tokens = new AtomicInteger();

  /** @param key of the service account */
  public FcmService(String project, String email, PublicKey key) {
    super(0);
    this.project = project;
    this.email = email;
    this.key = key;
  }

  @Override
  protected WireResponse answer(WireRequest request) {
    return request.path().equals("/token") ? token(WireRequest.form(request.text())) : send(request);
  }

  private WireResponse token(Map<String, String> form) {
    String[] parts = form.getOrDefault("assertion", "").split("\\.");
    if (!GRANT.equals(form.get("grant_type")) || parts.length != 3 || !verified(parts)) {
      return WireResponse.json(400, Json.object().put("error", "invalid_grant").put("error_description",
          "Invalid JWT Signature."));
    }
    JsonNode claims = Json.parse(Base64.getUrlDecoder().decode(parts[1]));
    long now = Instant.now().getEpochSecond();
    boolean right = claims.path("iss").asText().equals(email) && isHere(claims.path("aud").asText())
        && !Collections.disjoint(SCOPES, List.of(claims.path("scope").asText().split(" ")))
        && Math.abs(now - claims.path("iat").asLong()) < LONGEST_LIFE
        && claims.path("exp").asLong() - claims.path("iat").asLong() <= LONGEST_LIFE;
    return right ? WireResponse.json(200, Json.object().put("access_token", "ya29." + tokens.incrementAndGet())
        .put("expires_in", 3599).put("token_type", "Bearer"))
        : WireResponse.json(400, Json.object().put("error", "invalid_grant").put("error_description",
        "Invalid JWT: claims"));
  }

  /** The SDK names Google's own address whatever the key file says. */
  private boolean isHere(String audience) {
    return audience.equals(url() + "/token") || audience.equals("https://oauth2.googleapis.com/token");
  }

  private boolean verified(String[] parts) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key);
      signature.update(bytes(parts[0] + "." + parts[1]));
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private WireResponse send(WireRequest request) {
    if (!request.header("Authorization").equals("Bearer ya29." + tokens.get())) {
      return error("UNAUTHENTICATED", null);
    }
    if (!request.path().equals("/v1/projects/" + project + "/messages:send")) {
      return error("SENDER_ID_MISMATCH", "SENDER_ID_MISMATCH");
    }
    JsonNode message = Json.parse(request.body()).path("message");
    String failure = failure();
    if (failure != null) {
      return error(failure, failure);
    }
    if (!message.path("token").isTextual() || !message.path("data").path("notice").isTextual()) {
      return error("INVALID_ARGUMENT", "INVALID_ARGUMENT");
    }
    String name = "projects/" + project + "/messages/0:" + UUID.randomUUID();
    take(name, message.path("data").path("notice").asText(), message.path("token").asText(),
        message.path("notification").path("title").asText() + "|" + message.path("notification").path("body").asText());
    return WireResponse.json(200, Json.object().put("name", name));
  }

  private static WireResponse error(String status, String code) {
    ObjectNode root = Json.object();
    ObjectNode error = root.putObject("error").put("code", STATUS.get(status)).put("message", "told to fail").put("status",
        CANONICAL.getOrDefault(status, status));
    if (code != null) {
      error.putArray("details").addObject().put("@type", "type.googleapis.com/google.firebase.fcm.v1.FcmError")
          .put("errorCode", code);
    }
    WireResponse response = WireResponse.json(STATUS.get(status), root);
    return status.equals("QUOTA_EXCEEDED") ? response.with("Retry-After", "90") : response;
  }
}
