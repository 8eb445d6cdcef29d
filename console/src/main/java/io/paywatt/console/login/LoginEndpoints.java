package io.paywatt.console.login;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.BearerAuth;
import io.paywatt.console.http.Body;
import io.paywatt.console.http.Fields;
import io.paywatt.console.http.Problem;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.user.Caller;
import io.paywatt.ledger.user.Logins;
import io.paywatt.ledger.user.Role;
import io.paywatt.ledger.user.Users;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Coming in and going out, who one is, and one's own password. */
public final class LoginEndpoints {
  private static final Logger LOG = LoggerFactory.getLogger(LoginEndpoints.class);
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_TOKEN = 16_000;

  private final Logins logins;
  private final Users users;
  private final Passwords passwords;
  private final BearerAuth token;
  private final IssuedTokens issued;
  private final Sessions sessions;

  /** Who one is. @param may every role that is included @param sites names, none for every site */
  public record Me(String name, List<String> roles, List<String> may, boolean everySite, List<String> sites) {}

  /** @param issued tokens of the company's issuer, or null */
  public LoginEndpoints(Logins logins, Users users, Passwords passwords, BearerAuth token, IssuedTokens issued,
      Sessions sessions) {
    this.logins = logins;
    this.users = users;
    this.passwords = passwords;
    this.token = token;
    this.issued = issued;
    this.sessions = sessions;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path(Sessions.LOGIN).post(Body.JSON, this::login);
    api.path("/api/v1/logout").post(Body.JSON, this::logout);
    api.path("/api/v1/me").get(request -> Reply.json(me(request.caller())));
    api.path("/api/v1/me/password").post(Body.JSON, this::changePassword);
  }

  private Reply login(Request request) {
    var fields = new Fields(request.json(), Set.of("name", "password", "token"));
    boolean byToken = fields.has("token");
    String given = byToken ? fields.secret("token", 1, LONGEST_TOKEN) : fields.secret("password", 1, Passwords.MOST);
    String name = byToken ? null : fields.text("name", LONGEST_NAME);
    fields.check();
    Instant until = null;
    Caller caller;
    if (byToken && issued != null && IssuedTokens.looksLike(given)) {
      IssuedTokens.Issued proven = issued.check(given);
      caller = proven.caller();
      until = proven.until();
    } else {
      caller = byToken ? token.caller(given) : byPassword(name, given);
    }
    if (request.header("Authorization") != null) {
      throw Problem.of(400, "Header Authorization is given, allowed is to log in without it").asException();
    }
    sessions.begin(request.session(), caller, !byToken, until);
    LOG.info("{} has logged in", caller.name());
    return Reply.json(me(caller));
  }

  private Caller byPassword(String name, String password) {
    Optional<Logins.Known> known = logins.known(name);
    boolean right = passwords.isRight(known.map(Logins.Known::hash).orElse(null), password);
    if (!right || known.get().barred()) {
      if (known.isPresent() && !known.get().barred()) {
        logins.failed(name);
      }
      // a name that nobody has may be a password in the wrong field
      LOG.warn("A login as {} was refused", known.isPresent() ? name : "somebody who is not known");
      throw Problem.of(401, "Name or password is wrong, or the user is locked or disabled. After several wrong passwords a"
          + " user is locked for a while; an administrator can let them in again").asException();
    }
    logins.succeeded(name);
    return logins.caller(name, Instant.now()).orElseThrow(() -> Problem.of(401, "The user was disabled").asException());
  }

  private Reply logout(Request request) {
    new Fields(request.json(), Set.of()).check();
    if (request.header("Authorization") == null) {
      request.session().destroy();
    }
    return Reply.json(me(request.caller()));
  }

  private Reply changePassword(Request request) {
    var fields = new Fields(request.json(), Set.of("password", "newPassword"));
    String old = fields.secret("password", 1, Passwords.MOST);
    String fresh = fields.secret("newPassword", Passwords.LEAST, Passwords.MOST);
    fields.check();
    String name = request.actor();
    Optional<Logins.Known> known = logins.known(name);
    if (known.isEmpty() || request.header("Authorization") != null) {
      throw Problem.of(409, name + " has no password here").asException();
    }
    byPassword(name, old);
    users.setPassword(name, passwords.hash(fresh), name);
    sessions.begin(request.session(), request.caller(), true, null);
    return Reply.json(me(request.caller()));
  }

  private Me me(Caller caller) {
    return new Me(caller.name(), Role.words(caller.roles()), Role.WORDS.stream().filter(word -> caller.may(Role.of(word)))
        .toList(), caller.scope().isEvery(), users.siteNames(caller.scope()));
  }
}
