package io.paywatt.simulator.channel;

import static io.paywatt.simulator.channel.Signatures.bytes;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;

/** A push service and the browser behind it: checks VAPID (RFC 8292) and opens the message (RFC 8291). */
public final class PushService extends ChannelServer {
  private static final Pattern VAPID = Pattern.compile("vapid t=([^.]+)\\.([^.]+)\\.([^,]+), k=(.+)");
  private static final int LARGEST = 4096;
  private static final long DAY = 86_400;

  private final KeyPair browser = pair();
  private final byte[] auth = new byte[16];
  private final String applicationKey;

  /** @param applicationKey base64url of the public key the page subscribed with */
  public PushService(String applicationKey) {
    super(0);
    this.applicationKey = applicationKey;
    new SecureRandom().nextBytes(auth);
  }

  /** What the browser hands to the page: endpoint and keys as JSON. */
  public String subscription() {
    return "{\"endpoint\":\"" + url() + "/push/abc?v=1\",\"expirationTime\":null,\"keys\":{\"p256dh\":\""
        + url64(point((ECPublicKey) browser.getPublic())) + "\",\"auth\":\"" + url64(auth) + "\"}}";
  }

  /** The key pair of an application, both base64url: public key and private key. */
  public static String[] applicationKeys() {
    KeyPair pair = pair();
    BigInteger number = ((java.security.interfaces.ECPrivateKey) pair.getPrivate()).getS();
    return new String[] {url64(point((ECPublicKey) pair.getPublic())), url64(fixed(number))};
  }

  @Override
  protected WireResponse answer(WireRequest request) {
    String failure = failure();
    if (failure != null) {
      WireResponse told = WireResponse.empty(Integer.parseInt(failure));
      return failure.equals("429") ? told.with("Retry-After", "120") : told;
    }
    if (!request.header("TTL").matches("[0-9]+") || !request.header("Content-Encoding").equals("aes128gcm")) {
      return WireResponse.empty(400);
    }
    if (request.body().length > LARGEST) {
      return WireResponse.empty(413);
    }
    try {
      if (!isGenuine(request.header("Authorization"))) {
        return WireResponse.empty(403);
      }
      JsonNode shown = Json.parse(opened(request.body()));
      String id = UUID.randomUUID().toString();
      take(id, request.header("Topic").replaceFirst("notice-", ""), "abc", shown.path("title").asText() + "|"
          + shown.path("body").asText());
      return WireResponse.empty(201).with("Location", url() + "/message/" + id);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return WireResponse.empty(400);
    }
  }

  private boolean isGenuine(String authorization) throws GeneralSecurityException {
    Matcher vapid = VAPID.matcher(authorization);
    if (!vapid.matches() || !vapid.group(4).equals(applicationKey)) {
      return false;
    }
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(key(bytes64(vapid.group(4))));
    signature.update(bytes(vapid.group(1) + "." + vapid.group(2)));
    JsonNode claims = Json.parse(bytes64(vapid.group(2)));
    long left = claims.path("exp").asLong() - Instant.now().getEpochSecond();
    return signature.verify(bytes64(vapid.group(3))) && claims.path("aud").asText().equals(url()) && left > 0 && left <= DAY
        && claims.path("sub").asText().startsWith("mailto:");
  }

  /** The plain text, as the browser reads it. */
  private byte[] opened(byte[] message) throws GeneralSecurityException {
    ByteBuffer buffer = ByteBuffer.wrap(message);
    byte[] salt = part(buffer, 16);
    buffer.getInt();
    byte[] sender = part(buffer, buffer.get());
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(browser.getPrivate());
    agreement.doPhase(key(sender), true);
    byte[] info = join(bytes("WebPush: info\0"), point((ECPublicKey) browser.getPublic()), sender, new byte[] {1});
    byte[] shared = hmac(hmac(auth, agreement.generateSecret()), info);
    byte[] random = hmac(salt, shared);
    byte[] key = Arrays.copyOf(hmac(random, join(bytes("Content-Encoding: aes128gcm\0"), new byte[] {1})), 16);
    byte[] nonce = Arrays.copyOf(hmac(random, join(bytes("Content-Encoding: nonce\0"), new byte[] {1})), 12);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    byte[] plain = cipher.doFinal(part(buffer, buffer.remaining()));
    if (plain[plain.length - 1] != 2) {
      throw new IllegalArgumentException("the last record ends with 2");
    }
    return Arrays.copyOf(plain, plain.length - 1);
  }

  private static byte[] hmac(byte[] key, byte[] text) {
    return Signatures.hmac("HmacSHA256", key, text);
  }

  private PublicKey key(byte[] point) throws GeneralSecurityException {
    ECPoint at = new ECPoint(new BigInteger(1, Arrays.copyOfRange(point, 1, 33)), new BigInteger(1, Arrays.copyOfRange(point,
        33, 65)));
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(at, ((ECPublicKey) browser.getPublic())
        .getParams()));
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
      pairs.initialize(new ECGenParameterSpec("secp256r1"));
      return pairs.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] point(ECPublicKey key) {
    return join(new byte[] {4}, fixed(key.getW().getAffineX()), fixed(key.getW().getAffineY()));
  }

  private static byte[] fixed(BigInteger number) {
    byte[] given = number.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(given.length, fixed.length);
    System.arraycopy(given, given.length - length, fixed, fixed.length - length, length);
    return fixed;
  }

  private static byte[] part(ByteBuffer buffer, int length) {
    byte[] part = new byte[length];
    buffer.get(part);
    return part;
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer joined = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    Arrays.stream(parts).forEach(joined::put);
    return joined.array();
  }

  private static byte[] bytes64(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  private static String url64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
