package io.paywatt.ledger.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Optional;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Who comes in with a password, and who is kept out because it was wrong too often. */
public final class Logins {
  private final Store store;
  private final int mostFailures;
  private final Duration lock;

  /**
   * What a login is held against.
   *
   * @param hash   of the right password
   * @param barred whether nobody gets in under this name now, whatever the password
   */
  public record Known(String hash, boolean barred) {}

  /** @param mostFailures wrong passwords in a row that lock a user @param lock for so long */
  public Logins(Store store, int mostFailures, Duration lock) {
    this.store = store;
    this.mostFailures = mostFailures;
    this.lock = lock;
  }

  /** What is known of a name. */
  public Optional<Known> known(String name) {
    return store.read(handle -> handle.createQuery("SELECT password_hash, disabled OR COALESCE(locked_until > :now, FALSE)"
            + " AS barred FROM app_user WHERE name = :name")
        .bind("now", Store.utc(store.now())).bind("name", name)
        .map((row, context) -> new Known(row.getString("password_hash"), row.getBoolean("barred"))).findOne());
  }

  /** The password was wrong once more: the last time that is borne locks the user. */
  public void failed(String name) {
    store.inTransaction(handle -> {
      int failures = handle.createQuery("SELECT failures FROM app_user WHERE name = :name FOR UPDATE").bind("name", name)
          .mapTo(Integer.class).one() + 1;
      boolean locked = failures >= mostFailures;
      Instant until = locked ? store.now().plus(lock) : null;
      handle.createUpdate("UPDATE app_user SET failures = :failures, locked_until = COALESCE(:until, locked_until)"
              + " WHERE name = :name")
          .bind("failures", locked ? 0 : failures).bind("until", Store.utc(until)).bind("name", name).execute();
      if (locked) {
        Audit.change(handle, name, "user-locked", "user:" + name, null, until, failures + " wrong passwords in a row");
      }
      return null;
    });
  }

  /** The password was right. */
  public void succeeded(String name) {
    store.inTransaction(handle -> handle.createUpdate("UPDATE app_user SET failures = 0, locked_until = NULL WHERE name = :name"
        + " AND (failures > 0 OR locked_until IS NOT NULL)").bind("name", name).execute());
  }

  /** The user as they are now, when a session that began then still counts. */
  public Optional<Caller> caller(String name, Instant since) {
    return store.read(handle -> handle.createQuery("SELECT * FROM app_user WHERE name = :name AND NOT disabled"
            + " AND logins_since <= :since").bind("name", name).bind("since", Store.utc(since))
        .map((row, context) -> caller(handle, row)).findOne());
  }

  private static Caller caller(Handle handle, ResultSet row) throws SQLException {
    Scope scope = row.getBoolean("every_site") ? Scope.EVERY
        : new Scope(new HashSet<>(handle.createQuery("SELECT site_id FROM app_user_site WHERE user_id = :id")
            .bind("id", row.getLong("id")).mapTo(Long.class).list()));
    return new Caller(row.getString("name"), Users.roles(row), scope);
  }
}
