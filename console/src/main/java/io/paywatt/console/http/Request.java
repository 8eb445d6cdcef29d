package io.paywatt.console.http;

import java.util.List;
import java.util.Set;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;

/** A request that was let in, as an endpoint reads it. */
public final class Request {
  static final String ACTOR_KEY = "paywatt.actor";

  private final RoutingContext context;
  private final Query query;

  /** @throws ProblemException status 400 for a query parameter that is not allowed */
  Request(RoutingContext context, Set<String> parameters) {
    this.context = context;
    this.query = new Query(context.queryParams(), parameters);
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
    return context.get(ACTOR_KEY);
  }
}
