package io.paywatt.console.login;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import io.vertx.ext.auth.HashingStrategy;

/** Passwords as they are kept: PBKDF2 with HMAC-SHA-512 and a salt each, by Vert.x. */
public final class Passwords {
  /** Fewest characters of a password. */
  public static final int LEAST = 10;
  /** Most characters of a password. */
  public static final int MOST = 200;

  /** OWASP's measure for SHA-512. */
  private static final int ROUNDS = 210_000;
  private static final int SALT_BYTES = 16;

  private final HashingStrategy hashing = HashingStrategy.load();
  private final SecureRandom random = new SecureRandom();
  private final int rounds;
  private final String nobodys;

  /** As hard to guess as it should be. */
  public Passwords() {
    this(ROUNDS);
  }

  /** @param rounds for new passwords; those there are keep theirs */
  public Passwords(int rounds) {
    this.rounds = rounds;
    this.nobodys = hash("a password nobody has");
  }

  /** What is kept of a password. */
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return hashing.hash("pbkdf2", Map.of("it", Integer.toString(rounds)), Base64.getEncoder().withoutPadding().encodeToString(salt), password);
  }

  /** Whether it is the password. @param kept null for a name that is not known, which takes as long */
  public boolean isRight(String kept, String password) {
    return hashing.verify(kept == null ? nobodys : kept, password) && kept != null;
  }
}
