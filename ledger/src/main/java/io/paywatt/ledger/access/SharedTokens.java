package io.paywatt.ledger.access;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Access tokens in the database: one node fetches, the others take what it got. Where each fetch makes the token before it
 * invalid, nodes with a cache of their own would take it from each other for ever.
 */
public final class SharedTokens implements AccessTokens {
  /** Fetched anew this long before the end, or at half its life when it is short. */
  private static final Duration MARGIN = Duration.ofMinutes(5);
  /** A token that is refused sooner after it was fetched is not at fault. */
  private static final Duration YOUNG = Duration.ofMinutes(1);
  private static final int LOCK_SECONDS = 20;

  private final Store store;

  public SharedTokens(Store store) {
    this.store = store;
  }

  private record Held(String token, Instant expires, boolean refused) {}

  @Override
  public String get(String name, Fetch fetch) {
    return store.read(handle -> {
      Optional<Held> held = find(handle, name).filter(this::holds);
      return held.isPresent() ? held.get().token() : fetchOnce(handle, name, fetch);
    });
  }

  @Override
  public boolean refused(String name) {
    return store.inTransaction(handle -> handle
        .createUpdate("UPDATE provider_token SET refused = TRUE WHERE name = :name AND fetched_at <= :old").bind("name",
        name)
        .bind("old", Store.utc(store.now().minus(YOUNG))).execute() > 0);
  }

  private String fetchOnce(Handle handle, String name, Fetch fetch) {
    String lock = "paywatt-token-" + Integer.toHexString(name.hashCode());
    if (handle.select("SELECT GET_LOCK(?, ?)", lock, LOCK_SECONDS).mapTo(Integer.class).one() != 1) {
      throw new Unavailable("another node of the hub is still fetching the token " + name, null);
    }
    try {
      Optional<Held> held = find(handle, name);
      if (held.filter(this::holds).isPresent()) {
        return held.get().token();
      }
      return keep(handle, name, fetch.token(held.filter(Held::refused).isPresent()));
    } finally {
      handle.select("SELECT RELEASE_LOCK(?)", lock).mapTo(Integer.class).findOne();
    }
  }

  private String keep(Handle handle, String name, Fetched fetched) {
    Duration life = fetched.life();
    Duration used = life.compareTo(MARGIN.multipliedBy(2)) > 0 ? life.minus(MARGIN) : life.dividedBy(2);
    Instant now = store.now();
    handle.createUpdate("REPLACE INTO provider_token (name, token, fetched_at, expires_at) VALUES (:name, :token, :now, :until)")
        .bind("name", name).bind("token", fetched.token()).bind("now", Store.utc(now))
        .bind("until", Store.utc(now.plus(used))).execute();
    return fetched.token();
  }

  private boolean holds(Held held) {
    return !held.refused() && store.now().isBefore(held.expires());
  }

  private static Optional<Held> find(Handle handle, String name) {
    return handle.createQuery("SELECT token, expires_at, refused FROM provider_token WHERE name = :name").bind("name", name)
        .map((row, context) -> new Held(row.getString("token"),
            Store.instant(row.getObject("expires_at", LocalDateTime.class)), row.getBoolean("refused"))).findOne();
  }
}
