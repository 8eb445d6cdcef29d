package io.paywatt.ledger.access;

import java.time.Duration;
import io.paywatt.ledger.Unavailable;

/** Access tokens of providers, kept for as long as they hold. */
public interface AccessTokens {
  /** A token as the provider gave it. @param life how long it holds */
  record Fetched(String token, Duration life) {}

  /** Fetches a token. */
  @FunctionalInterface
  interface Fetch {
    /**
     * @param force the last one was refused before its time: ask for another one @throws RuntimeException when none is to be
     *              had
     */
    Fetched token(boolean force);
  }

  /**
   * The token of that name, fetched when there is none that still holds.
   *
   * @param name provider and account there, at most 100 characters
   * @throws Unavailable when another node is fetching it for too long; whatever the fetch throws
   */
  String get(String name, Fetch fetch);

  /**
   * The provider does not take the token any more. @return whether a new one may help: false when it is less than a minute
   * old
   */
  boolean refused(String name);
}
