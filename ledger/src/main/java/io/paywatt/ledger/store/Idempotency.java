package io.paywatt.ledger.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import io.paywatt.ledger.Rejected;

/** A request that may come again under its key: the same content gets the first answer again, other content none. */
public final class Idempotency {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,188}[\\x21-\\x7e])?");

  /** @param it what was made for the key @param fresh whether this call has made it */
  public record Answer<T>(T it, boolean fresh) {}

  private Idempotency() {}

  /** The key, checked. @throws Rejected 400 unless it is 1 to 190 printable characters */
  public static String key(String idempotencyKey) {
    if (idempotencyKey == null || !KEY.matcher(idempotencyKey).matches()) {
      throw new Rejected(400, "Idempotency-Key is "
          + (idempotencyKey == null ? "missing" : idempotencyKey.length() + " characters that do not fit")
          + ", allowed is 1 to 190 printable ASCII characters, no blank at the ends");
    }
    return idempotencyKey;
  }

  /** Hash of what was asked for; the parts in a fixed order, null is something else than empty. */
  public static String sha256(Object... parts) {
    StringBuilder content = new StringBuilder();
    for (Object part : parts) {
      String text = part == null ? "-" : "+" + part;
      content.append(text.length()).append(text);
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
          .digest(content.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** @throws Rejected 409 when the key was used for something else */
  public static void sameContent(String first, String now, String what) {
    if (!first.equals(now)) {
      throw new Rejected(409, "Idempotency-Key was used for " + what + " with other content; allowed is the same"
          + " content, or a new key");
    }
  }
}
