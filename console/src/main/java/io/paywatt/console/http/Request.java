package io.paywatt.console.http;

import java.util.List;
import java.util.Set;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.user.Boundary;
import io.paywatt.ledger.user.Caller;
import io.paywatt.ledger.user.Scope;
import io.paywatt.ledger.user.Subject;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.Session;

/** A request that was let in, as an endpoint reads it. */
public final class Request {
  private static final int LONGEST_REASON = 500;

  private final RoutingContext context;
  private final Query query;
  private final Boundary boundary;

  /** @throws ProblemException status 400 for a query parameter that is not allowed */
  Request(RoutingContext context, Set<String> parameters, Boundary boundary) {
    this.context = context;
    this.query = new Query(context.queryParams(), parameters);
    this.boundary = boundary;
  }

  /** A part of the path, decoded. */
  public String path(String name) {
    return context.pathParam(name);
  }

  /** A part of the path that is a positive number. @throws ProblemException status 404 when it is none: no such thing */
  public long pathNumber(String name) {
    String text = path(name);
    try {
      long number = Long.parseLong(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the answer below is the same as for a number that is not there
    }
    throw Problem.of(404, "There is no '" + text + "' here, allowed is a number from 1").asException();
  }

  /** The query parameters. */
  public Query query() {
    return query;
  }

  /** The body, empty when there is none. */
  public byte[] body() {
    Buffer body = context.body().buffer();
    return body == null ? new byte[0] : body.getBytes();
  }

  /** The body as a JSON object. @throws ProblemException status 400 or 422 when it is none */
  public ObjectNode json() {
    return Json.readObject(body());
  }

  /** A header, or null when it is missing. */
  public String header(String name) {
    return context.request().getHeader(name);
  }

  /** Whether the caller prefers the media type to JSON. */
  public boolean prefers(String mediaType) {
    List<MIMEHeader> accepted = context.parsedHeaders().accept();
    return !accepted.isEmpty() && accepted.get(0).value().equals(mediaType);
  }

  /** Who asks, for the audit. */
  public String actor() {
    return caller().name();
  }

  /** Who asks, and what they may do and see. */
  public Caller caller() {
    return Guard.caller(context);
  }

  /** The sites of who asks: lists are kept to them. */
  public Scope scope() {
    return caller().scope();
  }

  /** Why somebody wants it, when the body says nothing else. @throws ProblemException status 422 without it */
  public String reason() {
    var fields = new Fields(json(), Set.of("reason"));
    String reason = fields.text("reason", LONGEST_REASON);
    fields.check();
    return reason;
  }

  /** The session, made when there is none yet. */
  public Session session() {
    return context.session();
  }

  /**
   * Keeps who asks to their sites. The path is looked at before; an endpoint does this for what its body names.
   *
   * @param id of the subject, or null: none is named, which is for those alone who see every site
   * @throws ProblemException status 404 when it is not there or belongs to another site: the answer does not tell which
   */
  public void within(Subject subject, String id) {
    if (!boundary.has(scope(), subject, id)) {
      throw Problem.of(404, "There is no " + subject.word() + (id == null ? " named" : " '" + id + "'") + " at your sites")
          .asException();
    }
  }
}
