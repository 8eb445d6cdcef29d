package io.paywatt.console.login;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import io.paywatt.ledger.user.Caller;
import io.paywatt.ledger.user.Logins;
import io.vertx.core.Vertx;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.Session;
import io.vertx.ext.web.handler.CSRFHandler;
import io.vertx.ext.web.handler.SessionHandler;
import io.vertx.ext.web.sstore.LocalSessionStore;

/**
 * Sessions of people: an identifier in a cookie that no script can read and no other site makes a browser send, over after a
 * time without use, twelve hours at most. What changes something also needs the token of the second cookie in a header.
 */
public final class Sessions {
  /** Where a session begins. */
  static final String LOGIN = "/api/v1/login";
  private static final String COOKIE = "paywatt.session";
  private static final String CSRF_HEADER = CSRFHandler.DEFAULT_HEADER_NAME;
  private static final String ENTRY = "paywatt.entry";
  private static final Duration LONGEST = Duration.ofHours(12);

  private final SessionHandler sessions;
  private final CSRFHandler csrf;
  private final Logins logins;
  private final Clock clock;

  /** Who came in. @param fixed what a token has proven, or null: a local user, looked up each time @param until its end */
  private record Entry(String name, Caller fixed, Instant since, Instant until) {}

  public Sessions(Vertx vertx, LoginSettings settings, Logins logins, Clock clock) {
    this.sessions = SessionHandler.create(LocalSessionStore.create(vertx)).setSessionCookieName(COOKIE)
        .setSessionCookiePath("/api").setCookieHttpOnlyFlag(true).setCookieSameSite(CookieSameSite.STRICT)
        .setCookieSecureFlag(settings.secure()).setNagHttps(false).setLazySession(true)
        .setSessionTimeout(settings.idle().toMillis());
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    this.csrf = CSRFHandler.create(vertx, HexFormat.of().formatHex(secret)).setCookieSecure(settings.secure())
        .setNagHttps(false).setTimeout(LONGEST.toMillis());
    this.logins = logins;
    this.clock = clock;
  }

  /** Whether a request may have a session, or begin one; any other does not come near it. */
  static boolean concerns(RoutingContext context) {
    return context.request().getHeader("Authorization") == null
        && (context.request().getCookie(COOKIE) != null || context.normalizedPath().equals(LOGIN));
  }

  /** Finds the session of the request. */
  void find(RoutingContext context) {
    sessions.handle(context);
  }

  /** Who came in when this session began; nothing when nobody did, or it is over. Waits for the database. */
  Optional<Caller> caller(Session session) {
    Entry entry = session.get(ENTRY);
    Optional<Caller> caller = entry == null || entry.until().isBefore(clock.instant()) ? Optional.empty()
        : entry.fixed() != null ? Optional.of(entry.fixed()) : logins.caller(entry.name(), entry.since());
    if (caller.isEmpty()) {
      session.destroy();
    }
    return caller;
  }

  /** Whether the header is there without which nothing is changed in a session. */
  static boolean isProtected(RoutingContext context) {
    return context.request().method().name().matches("GET|HEAD|OPTIONS") || context.request().getHeader(CSRF_HEADER) != null;
  }

  /** Holds the header against the session, and gives a new one for the next time. */
  void protect(RoutingContext context) {
    csrf.handle(context);
  }

  /** Begins a session under a fresh identifier. @param issuedUntil end of the token that proved who it is, or null */
  void begin(Session session, Caller caller, boolean local, Instant issuedUntil) {
    Instant now = clock.instant();
    Instant until = now.plus(LONGEST);
    session.regenerateId();
    session.put(ENTRY, new Entry(caller.name(), local ? null : caller, now,
        issuedUntil != null && issuedUntil.isBefore(until) ? issuedUntil : until));
  }
}
