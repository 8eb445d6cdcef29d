package io.paywatt.adapter;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import io.paywatt.ledger.access.AccessTokens;

/** Tokens of one node, for tests without a database; each refusal may be mended by another token. */
public final class MemoryTokens implements AccessTokens {
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  @Override
  public String get(String name, Fetch fetch) {
    return tokens.computeIfAbsent(name, n -> fetch.token(false).token());
  }

  @Override
  public boolean refused(String name) {
    return tokens.remove(name) != null;
  }
}
