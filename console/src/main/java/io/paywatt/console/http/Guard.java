package io.paywatt.console.http;

import io.paywatt.ledger.audit.Acting;
import io.paywatt.ledger.user.Boundary;
import io.paywatt.ledger.user.Caller;
import io.paywatt.ledger.user.Role;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;

/** Holds each request against the rule of its operation; all of the API passes here. */
public final class Guard {
  /** Messages that failed, and what is asked for of them, but for those that are shown whole for a reason. */
  private static final String DESK = "/api/v1/(failed|approvals)(/.*)?(?<!/reveal)";
  private static final String CALLER_KEY = "paywatt.caller";

  private final OperationRules rules;
  private final Boundary boundary;

  /** @param rules of all operations @param boundary between the sites */
  public Guard(OperationRules rules, Boundary boundary) {
    this.rules = rules;
    this.boundary = boundary;
  }

  /** Says who asks; what is called later holds that against its rule. */
  public static void letIn(RoutingContext context, Caller caller) {
    context.put(CALLER_KEY, caller);
  }

  /** Who asks, or null: nobody known. */
  public static Caller caller(RoutingContext context) {
    return context.get(CALLER_KEY);
  }

  /** Who asks, of a request that was handed on to a route, or null. */
  public static Caller caller(User user) {
    return user == null ? null : (Caller) user.attributes().getValue(CALLER_KEY);
  }

  /** Only those who are known get further, but for what is open. @throws ProblemException status 401 */
  void known(RoutingContext context) {
    if (caller(context) == null && !rules.isOpen(context.normalizedPath())) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
      throw Problem.of(401, "Header Authorization is missing, allowed is: Bearer <token>, or a session from POST"
          + " /api/v1/login").asException();
    }
    context.next();
  }

  /** The rule must be there before anybody can ask. @throws IllegalStateException when there is none */
  void offers(String method, String template) {
    rules.of(method, template);
  }

  /** @throws ProblemException status 403 when the caller has not the role, or does not see every site where that is needed */
  void role(RoutingContext context, String method, String template) {
    OperationRules.Rule rule = rules.of(method, template);
    Caller caller = caller(context);
    if (rule.role() == null) {
      return;
    }
    if (!caller.may(rule.role())) {
      throw Problem.of(403, method + " " + template + " needs the role " + rule.role().word() + ", " + caller.name() + " has "
          + Role.words(caller.roles())).asException();
    }
    if (rule.every() && !caller.scope().isEvery()) {
      throw Problem.of(403, method + " " + template + " shows every site, " + caller.name() + " serves some").asException();
    }
  }

  /** For a route that answers instead: it is told who asks. */
  void handOn(RoutingContext context) {
    User user = User.create(new JsonObject().put("username", caller(context).name()));
    user.attributes().put(CALLER_KEY, caller(context));
    context.setUser(user);
  }

  /** Runs the endpoint, on a worker. @throws ProblemException status 404 when the path names something of other sites */
  Reply run(RoutingContext context, String method, String template, Request request, Endpoint endpoint) {
    OperationRules.Rule rule = rules.of(method, template);
    if (rule.role() == null) {
      return endpoint.handle(request);
    }
    if (rule.subject() != null) {
      request.within(rule.subject(), request.path(template.replaceFirst("[^{]*\\{(\\w+)}.*", "$1")));
    }
    Caller caller = caller(context);
    Reply reply = Acting.as(caller.as(rule.role()).word(), () -> endpoint.handle(request));
    if (!caller.may(Masked.SEES_RESIDENTS)) {
      return Masked.all(reply);
    }
    return template.matches(DESK) ? Masked.contacts(reply) : reply;
  }

  Boundary boundary() {
    return boundary;
  }
}
