package io.paywatt.hub.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The password file of meters at a broker, in Mosquitto's format: {@code serial:$7$iterations$salt$hash}, PBKDF2 with
 * HMAC-SHA-512. Few iterations do: a password is 24 random bytes, and a whole fleet may come back at once.
 */
public final class MeterPasswords {
  private static final int ITERATIONS = 1000;
  private static final int SALT_BYTES = 12;
  private static final int PASSWORD_BYTES = 24;
  private static final int HASH_BITS = 512;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;

  public MeterPasswords(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** A new password for each, instead of the one before. @return serial to password, which is nowhere kept */
  public Map<String, String> issue(List<String> serials) {
    Map<String, String> issued = new TreeMap<>();
    serials.forEach(serial -> issued.put(serial, Base64.getUrlEncoder().withoutPadding().encodeToString(random(PASSWORD_BYTES))));
    change(entries -> issued.forEach((serial, password) -> entries.put(serial, entry(password))));
    return issued;
  }

  /** Takes the passwords away; a connection that stands is not cut. */
  public void revoke(List<String> serials) {
    change(entries -> serials.forEach(entries::remove));
  }

  private interface Change {
    void apply(Map<String, String> entries);
  }

  /** A reader sees the old file or the new one; two who change it come one after the other. */
  private void change(Change change) {
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel channel = FileChannel.open(file.resolveSibling(file.getFileName() + ".lock"),
          StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
        Map<String, String> entries = read();
        change.apply(entries);
        write(entries);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The password file " + file + " can't be written: " + e.getMessage(), e);
    }
  }

  private Map<String, String> read() throws IOException {
    Map<String, String> entries = new TreeMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          entries.put(line.substring(0, colon), line.substring(colon + 1));
        }
      }
    }
    return entries;
  }

  private void write(Map<String, String> entries) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    Files.createFile(next);
    if (Files.getFileStore(next).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
    }
    Files.write(next, entries.entrySet().stream().map(entry -> entry.getKey() + ":" + entry.getValue()).toList());
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String entry(String password) {
    byte[] salt = random(SALT_BYTES);
    try {
      byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
          .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, HASH_BITS)).getEncoded();
      return "$7$" + ITERATIONS + "$" + Base64.getEncoder().encodeToString(salt) + "$" + Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has PBKDF2", e);
    }
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
