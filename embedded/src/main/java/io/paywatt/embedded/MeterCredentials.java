package io.paywatt.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.slf4j.LoggerFactory;

/**
 * Passwords of single meters, hashed, in the format of Mosquitto's password file: {@code serial:$7$iterations$salt$hash}
 * (PBKDF2 with HMAC-SHA-512). {@code ./paywatt meters credentials} writes the file; it is read again when it changes.
 */
final class MeterCredentials {
  private static final int HASH_BITS = 512;
  private static final int MOST_ITERATIONS = 1_000_000;

  private final Path file;
  private Map<String, String> known = Map.of();
  private Object version;

  MeterCredentials(Path file) {
    this.file = file;
  }

  /** Takes the same time however much of the password is right. */
  boolean matches(String serial, ByteBuffer password) {
    String entry = current().get(serial);
    if (entry == null) {
      return false;
    }
    byte[] bytes = new byte[password.remaining()];
    password.duplicate().get(bytes);
    String[] parts = entry.split("\\$");
    try {
      byte[] wanted = Base64.getDecoder().decode(parts[4]);
      return MessageDigest.isEqual(wanted, hash(new String(bytes, StandardCharsets.UTF_8),
          Base64.getDecoder().decode(parts[3]), Math.min(MOST_ITERATIONS, Integer.parseInt(parts[2]))));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | GeneralSecurityException e) {
      LoggerFactory.getLogger(MeterCredentials.class).warn("The entry of {} in {} can't be read", serial, file);
      return false;
    }
  }

  private static byte[] hash(String password, byte[] salt, int iterations) throws GeneralSecurityException {
    return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
        .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS)).getEncoded();
  }

  private synchronized Map<String, String> current() {
    try {
      Object now = Files.exists(file) ? Files.getLastModifiedTime(file) + " " + Files.size(file) : null;
      if (now == null) {
        known = Map.of();
      } else if (!now.equals(version)) {
        known = read();
      }
      version = now;
    } catch (IOException e) {
      LoggerFactory.getLogger(MeterCredentials.class).warn("{} can't be read, what it held before stays", file, e);
    }
    return known;
  }

  private Map<String, String> read() throws IOException {
    Map<String, String> entries = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.startsWith("$7$", colon + 1)) {
        entries.put(line.substring(0, colon), line.substring(colon + 1));
      }
    }
    return entries;
  }
}
