package io.paywatt.console.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever ended a request into a problem document. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final String RETRY_AFTER_SECONDS = "5";

  private Failures() {}

  static void handle(RoutingContext context) {
    if (context.response().ended()) {
      return;
    }
    Problem problem = problemOf(context);
    if (problem.status() == 503) {
      context.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
    }
    problem.send(context);
  }

  private static Problem problemOf(RoutingContext context) {
    Throwable cause = context.failure();
    if (cause instanceof ProblemException e) {
      return e.problem();
    }
    if (cause instanceof Rejected e) {
      return Problem.of(e.status(), e.getMessage());
    }
    if (cause instanceof Unavailable e) {
      LOG.warn("{} {} answered 503: {}", context.request().method(), context.request().path(), e.getMessage());
      return Problem.of(503, e.getMessage());
    }
    int status = cause instanceof HttpException e ? e.getStatusCode() : context.statusCode();
    return status >= 400 && status < 500 ? ofStatus(status) : internal(context, cause);
  }

  private static Problem ofStatus(int status) {
    return Problem.of(status, switch (status) {
      case 400 -> "The path or the query is not encoded as a URL must be";
      case 413 -> "The body is larger than allowed: 64 KiB, and 64 MiB at /api/v1/imports";
      default -> "The request was refused with status " + status;
    });
  }

  /** The cause goes to the log under an id, the caller gets the id. */
  private static Problem internal(RoutingContext context, Throwable cause) {
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    LOG.error("Incident {}: {} {} failed", id, context.request().method(), context.request().path(), cause);
    return Problem.of(500, "The hub failed; what happened is in its log under incident " + id).withIncident(id);
  }
}
