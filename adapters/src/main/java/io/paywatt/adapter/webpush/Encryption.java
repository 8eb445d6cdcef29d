package io.paywatt.adapter.webpush;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import io.paywatt.adapter.Hmac;

/** Message encryption for Web Push, aes128gcm (RFC 8291): only the browser that subscribed can read it. */
final class Encryption {
  private static final int RECORD_SIZE = 4096;
  private static final int SALT = 16;
  private static final int KEY = 16;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final byte LAST_RECORD = 2;
  private static final byte[] ONE = {1};
  private static final SecureRandom RANDOM = new SecureRandom();

  private Encryption() {}

  /** With a key and a salt of its own for each message. */
  static byte[] encrypt(byte[] plain, ECPublicKey receiver, byte[] auth) {
    try {
      KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
      pairs.initialize(P256.parameters(), RANDOM);
      byte[] salt = new byte[SALT];
      RANDOM.nextBytes(salt);
      return encrypt(plain, receiver, auth, pairs.generateKeyPair(), salt);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has P-256 and AES/GCM", e);
    }
  }

  static byte[] encrypt(byte[] plain, ECPublicKey receiver, byte[] auth, KeyPair sender, byte[] salt)
      throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(sender.getPrivate());
    agreement.doPhase(receiver, true);
    byte[] from = P256.bytes((ECPublicKey) sender.getPublic());
    byte[] shared = Hmac.sha256(Hmac.sha256(auth, agreement.generateSecret()), info("WebPush: info"), P256.bytes(receiver),
        from, ONE);
    byte[] random = Hmac.sha256(salt, shared);
    byte[] key = Arrays.copyOf(Hmac.sha256(random, info("Content-Encoding: aes128gcm"), ONE), KEY);
    byte[] nonce = Arrays.copyOf(Hmac.sha256(random, info("Content-Encoding: nonce"), ONE), NONCE);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    byte[] padded = Arrays.copyOf(plain, plain.length + 1);
    padded[plain.length] = LAST_RECORD;
    byte[] sealed = cipher.doFinal(padded);
    return ByteBuffer.allocate(SALT + Integer.BYTES + 1 + from.length + sealed.length).put(salt).putInt(RECORD_SIZE)
        .put((byte) from.length).put(from).put(sealed).array();
  }

  private static byte[] info(String text) {
    return (text + "\0").getBytes(StandardCharsets.US_ASCII);
  }
}
