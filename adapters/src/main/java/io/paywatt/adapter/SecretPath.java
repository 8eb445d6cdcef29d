package io.paywatt.adapter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import io.paywatt.ledger.Rejected;
import org.apache.camel.Exchange;

/** A door for callers that sign nothing: the last part of its address is a secret, and the callers may be listed. */
public final class SecretPath {
  private static final String REMOTE = "CamelVertxPlatformHttpRemoteAddress";

  private final String key;
  private final Secret token;
  private final List<String> addresses;

  /**
   * @param key       configuration key of the token, for the message
   * @param token     or {@code file:/path}; null: not configured, nobody is let in
   * @param addresses callers that are let in, empty: all who know the token
   */
  public SecretPath(String key, String token, List<String> addresses) {
    this.key = key;
    this.token = token == null ? null : Secret.of(token);
    this.addresses = List.copyOf(addresses);
  }

  /** @throws Rejected 404 wrong token or caller, or not configured */
  public void check(Exchange exchange) {
    // the path as the server saw it: a query or form field of that name can't stand in for it
    String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, "", String.class);
    byte[] given = path.substring(path.lastIndexOf('/') + 1).getBytes(StandardCharsets.UTF_8);
    if (token == null || !MessageDigest.isEqual(token.get().getBytes(StandardCharsets.UTF_8), given) || !isLetIn(exchange)) {
      throw new Rejected(404, "no such address, wrong token, or not configured (" + key + ")");
    }
  }

  private boolean isLetIn(Exchange exchange) {
    String remote = String.valueOf(exchange.getMessage().getHeader(REMOTE));
    return addresses.isEmpty() || addresses.stream().anyMatch(address -> remote.startsWith(address + ":"));
  }
}
