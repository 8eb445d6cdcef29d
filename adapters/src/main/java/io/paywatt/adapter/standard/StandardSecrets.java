package io.paywatt.adapter.standard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import io.paywatt.adapter.Hmac;

/**
 * The shared secrets, several while one is being replaced. Signed are the bytes as they came: the library makes text of them
 * first, at four times the cost, and its own check uses the system's time and accepts a timestamp written in more than one way.
 */
final class StandardSecrets {
  private static final String PREFIX = "whsec_";
  private static final String VERSION = "v1,";
  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;
  private static final int MAX_SIGNATURES = 16;

  private final List<byte[]> keys = new ArrayList<>();

  /** @param secrets one or more {@code whsec_...}, separated by blanks or commas */
  StandardSecrets(String secrets) {
    for (String secret : secrets.strip().split("[\\s,]+")) {
      keys.add(key(secret));
    }
  }

  /** Whether one of the space separated signatures is one of our secrets' over {@code id.timestamp.body}. */
  boolean signed(String id, long timestamp, byte[] body, String signatures) {
    byte[] before = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    boolean matches = false;
    for (byte[] key : keys) {
      byte[] expected = (VERSION + Base64.getEncoder().encodeToString(Hmac.sha256(key, before, body)))
          .getBytes(StandardCharsets.UTF_8);
      for (String candidate : signatures.split(" ", MAX_SIGNATURES)) {
        matches |= MessageDigest.isEqual(expected, candidate.getBytes(StandardCharsets.UTF_8));
      }
    }
    return matches;
  }

  private static byte[] key(String secret) {
    try {
      byte[] key = secret.startsWith(PREFIX) ? Base64.getDecoder().decode(secret.substring(PREFIX.length())) : new byte[0];
      if (key.length >= MIN_BYTES && key.length <= MAX_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // told below, without the secret
    }
    throw new IllegalArgumentException("paywatt.standard.secret must be " + PREFIX + " and the base64 of " + MIN_BYTES
        + " to " + MAX_BYTES + " random bytes; several are separated by blanks");
  }
}
