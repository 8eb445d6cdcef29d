package io.paywatt.console.http;

import java.util.List;
import java.util.Map;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.ext.web.RoutingContext;

/**
 * An error answer of RFC 9457.
 *
 * @param type     {@code urn:paywatt:problem:<word>}, the same for every problem of a kind
 * @param title    the kind in words
 * @param status   HTTP status
 * @param detail   what was wrong this time and what is allowed; never a secret, never a stack trace
 * @param instance path of the request, set when the answer is written
 * @param errors   the single faults, or null
 * @param incident id that is also in the log of the hub, for status 500 and 503
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail, String instance, List<Fault> errors,
    String incident) {
  /** Media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final Map<Integer, Kind> BY_STATUS = Map.ofEntries(
      Map.entry(400, new Kind("bad-request", "The request can't be read")),
      Map.entry(401, new Kind("unauthorized", "A valid token is needed")),
      Map.entry(403, new Kind("forbidden", "Not allowed")),
      Map.entry(404, new Kind("not-found", "Not found")),
      Map.entry(405, new Kind("method-not-allowed", "This method is not offered here")),
      Map.entry(409, new Kind("conflict", "It contradicts what is already there")),
      Map.entry(413, new Kind("body-too-large", "The body is too large")),
      Map.entry(414, new Kind("address-too-long", "The address is too long")),
      Map.entry(415, new Kind("content-type", "The content type is not accepted")),
      Map.entry(422, new Kind("invalid", "The content is not valid")),
      Map.entry(500, new Kind("internal", "The hub failed")),
      Map.entry(503, new Kind("unavailable", "Try again later")));

  private record Kind(String word, String title) {}

  /** A problem of the kind that belongs to the status. */
  public static Problem of(int status, String detail) {
    Kind kind = BY_STATUS.getOrDefault(status, new Kind("rejected", "The request was rejected"));
    return new Problem("urn:paywatt:problem:" + kind.word, kind.title, status, detail, null, null, null);
  }

  /** A body that is no JSON, at a line and column from 1. */
  public static Problem malformedJson(int line, int column, String message) {
    return new Problem("urn:paywatt:problem:malformed-json", "The body is not valid JSON", 400,
        "Line " + line + ", column " + column + ": " + message, null,
        List.of(new Fault(null, null, line, column, message)), null);
  }

  /** A query parameter that is unknown, repeated or has a value that is not allowed. */
  public static Problem badParameter(String name, String message) {
    return new Problem("urn:paywatt:problem:bad-parameter", "A query parameter is wrong", 400, message, null,
        List.of(Fault.ofParameter(name, message)), null);
  }

  /** The same problem with its single faults. */
  public Problem withErrors(List<Fault> faults) {
    return new Problem(type, title, status, detail, instance, faults, incident);
  }

  /** The same problem with the id that is also in the log. */
  public Problem withIncident(String id) {
    return new Problem(type, title, status, detail, instance, errors, id);
  }

  /** As an exception that ends the handling of a request. */
  public ProblemException asException() {
    return new ProblemException(this);
  }

  /** The whole document as UTF-8 JSON. @param path path of the request, or null */
  public byte[] json(String path) {
    return Json.bytes(new Problem(type, title, status, detail, path, errors, incident));
  }

  /** Answers the request with this problem. */
  public void send(RoutingContext context) {
    new Reply(status, MEDIA_TYPE, json(context.request().path()), Map.of()).send(context.response());
  }
}
