package io.paywatt.console.login;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.user.Caller;
import io.paywatt.ledger.user.Role;
import io.paywatt.ledger.user.Scope;
import io.paywatt.ledger.user.Users;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;

/** Believes the tokens (JWT) of one issuer: signature, issuer, audience and times are checked by Vert.x. */
public final class IssuedTokens {
  /** So that nobody of the issuer is taken for a local user of that name. */
  private static final String MARK = "oidc:";
  private static final String EVERY_SITE = "*";
  private static final int LEEWAY_SECONDS = 30;

  private final Vertx vertx;
  private final IssuerSettings settings;
  private final IssuerKeys keys;
  private final Users users;

  /** Who it is. @param until when the token ends */
  public record Issued(Caller caller, Instant until) {}

  public IssuedTokens(Vertx vertx, IssuerSettings settings, Users users) {
    this.vertx = vertx;
    this.settings = settings;
    this.keys = new IssuerKeys(settings.keysUrl(), Clock.systemUTC());
    this.users = users;
  }

  /** Whether it looks like one of an issuer: three parts, of which the first is an object. */
  public static boolean looksLike(String token) {
    return token.startsWith("ey") && token.split("\\.", -1).length == 3;
  }

  /**
   * Checks a token; may wait for the issuer's keys.
   *
   * @throws Rejected 401 when it is not to be believed, 403 when it has no role here
   * @throws io.paywatt.ledger.Unavailable when the issuer's keys can't be had
   */
  public Issued check(String token) {
    JsonObject claims = claims(token, keys.with(header(token).getString("kid")));
    Set<Role> roles = texts(claims, settings.rolesClaim()).stream().map(settings.roles()::get).filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
    String name = claims.getString(settings.nameClaim());
    Long until = claims.getLong("exp");
    if (name == null || until == null) {
      throw new Rejected(401, "The token lacks " + (name == null ? settings.nameClaim() : "exp"));
    }
    if (roles.isEmpty()) {
      throw new Rejected(403, "The token gives no role here: '" + settings.rolesClaim() + "' has none of "
          + new TreeSet<>(settings.roles().keySet()));
    }
    return new Issued(new Caller(MARK + name, roles, scope(texts(claims, settings.sitesClaim()))),
        Instant.ofEpochSecond(until));
  }

  private Scope scope(List<String> sites) {
    return sites.contains(EVERY_SITE) ? Scope.EVERY : users.scope(sites);
  }

  private JsonObject claims(String token, List<JsonObject> known) {
    if (known.isEmpty()) {
      // without a key Vert.x would take tokens that nobody has signed
      throw new Rejected(401, "The issuer has no key to check the token with");
    }
    var options = new JWTOptions().setIssuer(settings.issuer()).addAudience(settings.audience()).setLeeway(LEEWAY_SECONDS);
    try {
      // the principal lacks the times
      return JWTAuth.create(vertx, new JWTAuthOptions().setJwks(known).setJWTOptions(options))
          .authenticate(new TokenCredentials(token)).toCompletionStage().toCompletableFuture().join()
          .attributes().getJsonObject("accessToken");
    } catch (CompletionException e) {
      throw new Rejected(401, "The token is not to be believed: " + e.getCause().getMessage());
    }
  }

  private static JsonObject header(String token) {
    try {
      byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
      return new JsonObject(new String(header, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | DecodeException e) {
      throw new Rejected(401, "The token can't be read");
    }
  }

  /** The texts of a claim, be it one or an array. */
  private static List<String> texts(JsonObject claims, String path) {
    Object value = claims;
    for (String part : path.split("\\.")) {
      value = value instanceof JsonObject object ? object.getValue(part) : null;
    }
    if (value instanceof JsonArray array) {
      return array.stream().filter(String.class::isInstance).map(String.class::cast).toList();
    }
    return value instanceof String text ? List.of(text) : List.of();
  }
}
