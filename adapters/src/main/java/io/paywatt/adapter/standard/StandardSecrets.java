package io.paywatt.adapter.standard;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.paywatt.ledger.Rejected;

/**
 * The shared secrets, several while one is being replaced. The library signs; comparing and the clock are done here, because
 * its own check uses the system's time and accepts a timestamp written in more than one way.
 */
final class StandardSecrets {
  private static final String PREFIX = "whsec_";
  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;
  private static final int MAX_SIGNATURES = 16;

  private final List<Webhook> signers = new ArrayList<>();

  /** @param secrets one or more {@code whsec_...}, separated by blanks or commas */
  StandardSecrets(String secrets) {
    for (String secret : secrets.strip().split("[\\s,]+")) {
      signers.add(signer(secret));
    }
  }

  /** Whether one of the space separated signatures is one of our secrets' over {@code id.timestamp.body}. */
  boolean signed(String id, long timestamp, byte[] body, String signatures) {
    String text = utf8(body);
    boolean matches = false;
    for (Webhook signer : signers) {
      byte[] expected = sign(signer, id, timestamp, text).getBytes(StandardCharsets.UTF_8);
      for (String candidate : signatures.split(" ", MAX_SIGNATURES)) {
        matches |= MessageDigest.isEqual(expected, candidate.getBytes(StandardCharsets.UTF_8));
      }
    }
    return matches;
  }

  private static Webhook signer(String secret) {
    try {
      byte[] key = secret.startsWith(PREFIX) ? Base64.getDecoder().decode(secret.substring(PREFIX.length())) : new byte[0];
      if (key.length >= MIN_BYTES && key.length <= MAX_BYTES) {
        return new Webhook(key);
      }
    } catch (IllegalArgumentException | EmptyWebhookSecretException e) {
      // told below, without the secret
    }
    throw new IllegalArgumentException("paywatt.standard.secret must be " + PREFIX + " and the base64 of " + MIN_BYTES
        + " to " + MAX_BYTES + " random bytes; several are separated by blanks");
  }

  private static String sign(Webhook signer, String id, long timestamp, String body) {
    try {
      return signer.sign(id, timestamp, body);
    } catch (WebhookSigningException e) {
      throw new IllegalStateException("no HmacSHA256 on this Java", e);
    }
  }

  // The library signs text. Bytes that are no UTF-8 would all become the same replacement character.
  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new Rejected(400, "the body is not UTF-8");
    }
  }
}
