package io.paywatt.ledger.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Local users: their roles, their sites, whether they may come in. Every change is in the audit. */
public final class Users {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,63}");
  /** GROUP_CONCAT with a sign that no name of a site holds. */
  private static final String SELECT = "SELECT u.*, (SELECT GROUP_CONCAT(s.name ORDER BY s.name SEPARATOR '\\n')"
      + " FROM app_user_site x JOIN site s ON s.id = x.site_id WHERE x.user_id = u.id) AS sites FROM app_user u";

  private final Store store;

  public Users(Store store) {
    this.store = store;
  }

  /** All of them, by name. */
  public List<UserView> list() {
    return store.read(handle -> handle.createQuery(SELECT + " ORDER BY u.name").map((row, context) -> view(row)).list());
  }

  /** @throws Rejected 404 when there is no such user */
  public UserView get(String name) {
    return store.read(handle -> get(handle, name, ""));
  }

  /**
   * Adds a user.
   *
   * @param passwordHash of the password, which the ledger never sees
   * @param sites        names of their sites, or null: every site
   * @throws Rejected 404 unknown site, 409 there is one of that name, 422 a name that can't be
   */
  public UserView add(String name, String passwordHash, Set<Role> roles, Collection<String> sites, String actor) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new Rejected(422, "name is '" + name + "', allowed are 1 to 64 letters, digits and . _ @ -, a letter or digit first");
    }
    try {
      return store.inTransaction(handle -> {
        long id = handle.createUpdate("INSERT INTO app_user (name, password_hash, roles, every_site, logins_since, created_at)"
                + " VALUES (:name, :hash, :roles, :every, :now, :now)")
            .bind("name", name).bind("hash", passwordHash).bind("roles", String.join(",", Role.words(roles)))
            .bind("every", sites == null).bind("now", Store.utc(store.now()))
            .executeAndReturnGeneratedKeys("id").mapTo(Long.class).one();
        setSites(handle, id, sites);
        UserView user = get(handle, name, "");
        Audit.change(handle, actor, "user-add", "user:" + name, null, user, null);
        return user;
      });
    } catch (UnableToExecuteStatementException e) {
      throw Store.isDuplicateKey(e) ? new Rejected(409, "There is a user '" + name + "' already") : e;
    }
  }

  /** Gives other roles. @throws Rejected 404 unknown */
  public UserView setRoles(String name, Set<Role> roles, String actor) {
    return change(name, "user-roles", actor, handle -> handle.createUpdate("UPDATE app_user SET roles = :roles WHERE name = :name")
        .bind("roles", String.join(",", Role.words(roles))).bind("name", name).execute());
  }

  /** Gives other sites. @param sites names, or null: every site @throws Rejected 404 unknown user or site */
  public UserView setSites(String name, Collection<String> sites, String actor) {
    return change(name, "user-sites", actor, handle -> {
      handle.createUpdate("UPDATE app_user SET every_site = :every WHERE name = :name").bind("every", sites == null)
          .bind("name", name).execute();
      setSites(handle, id(handle, name), sites);
    });
  }

  /** Keeps out, or lets in again and unlocks; sessions are over. @throws Rejected 404 unknown */
  public UserView setDisabled(String name, boolean disabled, String actor) {
    return change(name, disabled ? "user-disable" : "user-enable", actor, handle -> handle.createUpdate("UPDATE app_user"
            + " SET disabled = :disabled, failures = 0, locked_until = NULL, logins_since = :now WHERE name = :name")
        .bind("disabled", disabled).bind("now", Store.utc(store.now())).bind("name", name).execute());
  }

  /** Gives a new password, and unlocks; sessions are over. @throws Rejected 404 unknown */
  public UserView setPassword(String name, String passwordHash, String actor) {
    return change(name, "user-password", actor, handle -> handle.createUpdate("UPDATE app_user"
            + " SET password_hash = :hash, failures = 0, locked_until = NULL, logins_since = :now WHERE name = :name")
        .bind("hash", passwordHash).bind("now", Store.utc(store.now())).bind("name", name).execute());
  }

  /** The sites of these names; a name that is unknown gives nothing. */
  public Scope scope(Collection<String> names) {
    return names.isEmpty() ? new Scope(Set.of())
        : new Scope(store.read(handle -> handle.createQuery("SELECT id FROM site WHERE name IN (<names>)").bindList("names", List.copyOf(names))
            .mapTo(Long.class).set()));
  }

  /** Names of the sites, none for every site. */
  public List<String> siteNames(Scope scope) {
    return scope.isEvery() ? List.of() : store.read(handle -> handle.createQuery("SELECT s.name FROM site s WHERE TRUE"
        + scope.and("s.id") + " ORDER BY s.name").mapTo(String.class).list());
  }

  private interface Change {
    void in(Handle handle);
  }

  private UserView change(String name, String action, String actor, Change change) {
    return store.inTransaction(handle -> {
      UserView before = get(handle, name, " FOR UPDATE");
      change.in(handle);
      UserView after = get(handle, name, "");
      Audit.change(handle, actor, action, "user:" + name, before, after, null);
      return after;
    });
  }

  private static void setSites(Handle handle, long user, Collection<String> sites) {
    handle.createUpdate("DELETE FROM app_user_site WHERE user_id = :user").bind("user", user).execute();
    for (String site : sites == null ? Set.<String>of() : Set.copyOf(sites)) {
      int found = handle.createUpdate("INSERT INTO app_user_site (user_id, site_id) SELECT :user, id FROM site WHERE name = :site")
          .bind("user", user).bind("site", site).execute();
      if (found == 0) {
        throw new Rejected(404, "There is no site '" + site + "'");
      }
    }
  }

  private static long id(Handle handle, String name) {
    return handle.createQuery("SELECT id FROM app_user WHERE name = :name").bind("name", name).mapTo(Long.class).one();
  }

  private static UserView get(Handle handle, String name, String lock) {
    return handle.createQuery(SELECT + " WHERE u.name = :name" + lock).bind("name", name).map((row, context) -> view(row))
        .findOne().orElseThrow(() -> new Rejected(404, "There is no user '" + name + "'"));
  }

  private static UserView view(ResultSet row) throws SQLException {
    String sites = row.getString("sites");
    boolean every = row.getBoolean("every_site");
    return new UserView(row.getString("name"), Role.words(roles(row)), every,
        every || sites == null ? List.of() : sites.lines().toList(), row.getBoolean("disabled"),
        Store.instant(row.getObject("locked_until", LocalDateTime.class)),
        Store.instant(row.getObject("created_at", LocalDateTime.class)));
  }

  static Set<Role> roles(ResultSet row) throws SQLException {
    return Role.of(Arrays.asList(row.getString("roles").split(",")));
  }
}
