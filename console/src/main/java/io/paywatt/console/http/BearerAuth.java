package io.paywatt.console.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.user.Caller;
import io.paywatt.ledger.user.Role;
import io.paywatt.ledger.user.Scope;

/**
 * The bearer token of the API (RFC 6750), an administrator's. Both sides are hashed
 * and compared in constant time, so an answer's time tells nothing about the token or its length.
 */
public final class BearerAuth {
  /** Who acted, as the audit names the holder of the token. */
  public static final String ACTOR = "api";

  private static final String SCHEME = "Bearer ";

  private final byte[] expected;

  /** @throws IllegalArgumentException when the token is blank: an open API is never meant */
  public BearerAuth(String token) {
    if (token == null || token.isBlank()) {
      throw new IllegalArgumentException("paywatt.api.token is empty: a token is needed");
    }
    this.expected = sha256(token);
  }

  /**
   * Checks the Authorization header of a request.
   *
   * @param authorizationHeader its value, or null when there is none
   * @return who acts, for the audit
   * @throws Rejected status 401 when it is missing, of another scheme or wrong
   */
  public String check(String authorizationHeader) {
    return caller(token(authorizationHeader)).name();
  }

  /** The token of an Authorization header. @throws Rejected status 401 when it is missing or of another scheme */
  public static String token(String authorizationHeader) {
    if (authorizationHeader == null) {
      throw new Rejected(401, "Header Authorization is missing, allowed is: Bearer <token>");
    }
    if (!authorizationHeader.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new Rejected(401, "Header Authorization is of another scheme, allowed is: Bearer <token>");
    }
    return authorizationHeader.substring(SCHEME.length()).trim();
  }

  /** Whoever holds the token is an administrator of every site. @throws Rejected status 401 when it is wrong */
  public Caller caller(String token) {
    if (!MessageDigest.isEqual(expected, sha256(token))) {
      throw new Rejected(401, "The token is not the one of this hub");
    }
    return new Caller(ACTOR, Set.of(Role.ADMINISTRATOR), Scope.EVERY);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
