package io.paywatt.adapter.webpush;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import io.paywatt.adapter.Rotating;
import io.paywatt.adapter.Secret;
import io.paywatt.adapter.StrictJson;

/** Says to a push service who sends (RFC 8292): a token signed with ES256 for its origin, and our public key. */
public final class Vapid {
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
  /** At most 24 hours are allowed. */
  private static final Duration LIFE = Duration.ofHours(12);

  private final String publicKey;
  private final Rotating<ECPrivateKey> privateKey;
  private final String subject;

  /**
   * @param publicKey  base64url of the 65 bytes of the point, which pages subscribe with
   * @param privateKey base64url of its 32 bytes, or {@code file:/path}
   * @param subject    mailto: or https: by which a push service reaches us
   * @throws IllegalArgumentException naming the key and what is allowed
   */
  public Vapid(String publicKey, String privateKey, String subject) {
    try {
      P256.publicKey(Base64.getUrlDecoder().decode(publicKey));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("paywatt.web-push.public-key is no base64url of an uncompressed point of P-256");
    }
    if (subject == null || !subject.matches("(mailto:|https://)\\S+")) {
      throw new IllegalArgumentException("paywatt.web-push.subject is " + subject
          + ", allowed is mailto: or https:// and an address");
    }
    this.publicKey = publicKey;
    this.privateKey = Secret.made(privateKey, Vapid::key);
    this.subject = subject;
  }

  private static ECPrivateKey key(String text) {
    byte[] number;
    try {
      number = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      number = new byte[0];
    }
    if (number.length != 32) {
      throw new IllegalArgumentException("paywatt.web-push.private-key is no base64url of 32 bytes");
    }
    return P256.privateKey(number);
  }

  /** The header Authorization. @param origin of the subscription's endpoint */
  String authorization(String origin, Instant now) {
    String text = part("{\"typ\":\"JWT\",\"alg\":\"ES256\"}") + "." + part(StrictJson.MAPPER.createObjectNode().put("aud",
        origin)
        .put("exp", now.plus(LIFE).getEpochSecond()).put("sub", subject).toString());
    try {
      // r and s side by side as JOSE has them, not DER
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(privateKey.get());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return "vapid t=" + text + "." + URL.encodeToString(signature.sign()) + ", k=" + publicKey;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key of Web Push can't sign", e);
    }
  }

  private static String part(String json) {
    return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
