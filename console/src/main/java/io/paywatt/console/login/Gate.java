package io.paywatt.console.login;

import java.util.List;
import java.util.Optional;
import io.paywatt.console.http.BearerAuth;
import io.paywatt.console.http.Guard;
import io.paywatt.console.http.Problem;
import io.paywatt.ledger.user.Caller;
import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.Session;

/** Finds out who sends a request to the API, by its Authorization header or else by its session. */
public final class Gate {
  private static final String SESSION_KEY = "paywatt.by-session";

  private final BearerAuth token;
  private final IssuedTokens issued;
  private final Sessions sessions;
  private final WorkerExecutor workers;

  /** @param issued tokens of the company's issuer, or null: none are believed */
  public Gate(BearerAuth token, IssuedTokens issued, Sessions sessions, WorkerExecutor workers) {
    this.token = token;
    this.issued = issued;
    this.sessions = sessions;
    this.workers = workers;
  }

  /** What every request passes, in this order. */
  public List<Handler<RoutingContext>> steps() {
    return List.of(this::session, this::identify, this::protect);
  }

  private void session(RoutingContext context) {
    if (Sessions.concerns(context)) {
      sessions.find(context);
    } else {
      context.next();
    }
  }

  private void identify(RoutingContext context) {
    String header = context.request().getHeader("Authorization");
    if (header != null) {
      byHeader(context, header);
    } else if (Sessions.concerns(context) && !context.normalizedPath().equals(Sessions.LOGIN)) {
      Session session = context.session();
      context.put(SESSION_KEY, true);
      waitFor(context, () -> sessions.caller(session));
    } else {
      context.next();
    }
  }

  private void byHeader(RoutingContext context, String header) {
    // withdrawn when the credentials turn out to be right
    context.response().putHeader("WWW-Authenticate", "Bearer");
    String given = BearerAuth.token(header);
    if (issued != null && IssuedTokens.looksLike(given)) {
      waitFor(context, () -> Optional.of(issued.check(given).caller()));
    } else {
      letIn(context, token.caller(given));
    }
  }

  private interface Question {
    Optional<Caller> ask();
  }

  /** Asks on a worker; the body waits meanwhile. */
  private void waitFor(RoutingContext context, Question question) {
    context.request().pause();
    workers.executeBlocking(question::ask, false).onComplete(done -> {
      context.request().resume();
      if (done.failed()) {
        context.fail(done.cause());
      } else if (done.result().isPresent()) {
        letIn(context, done.result().get());
      } else {
        context.next();
      }
    });
  }

  private static void letIn(RoutingContext context, Caller caller) {
    context.response().headers().remove("WWW-Authenticate");
    Guard.letIn(context, caller);
    context.next();
  }

  private void protect(RoutingContext context) {
    if (context.get(SESSION_KEY) == null || Guard.caller(context) == null) {
      context.next();
    } else if (Sessions.isProtected(context)) {
      sessions.protect(context);
    } else {
      throw Problem.of(403, "Header X-XSRF-TOKEN is missing, allowed is the value of the cookie XSRF-TOKEN").asException();
    }
  }
}
