package io.paywatt.hub.http;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import io.paywatt.console.http.Problem;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.store.Json;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a sender is told. Bean {@code answers} of the routes. */
public final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  /** The input is wrong: status and words of the fault. */
  public void rejected(Exchange exchange) {
    if (!(exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT) instanceof Rejected fault)) {
      // Camel comes here for the cause of an exception too: then the fault is not the sender's
      unavailable(exchange);
      return;
    }
    LOG.warn("{} answered {}: {}", exchange.getFromRouteId(), fault.status(), fault.getMessage());
    problem(exchange, Problem.of(fault.status(), fault.getMessage()));
    if (fault.status() == 401) {
      exchange.getMessage().setHeader("WWW-Authenticate", "Bearer");
    }
  }

  /** Our fault: 503 when something outside does not answer, else 500 with an id that is also in the log. */
  public void unavailable(Exchange exchange) {
    Throwable cause = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    String id = UUID.randomUUID().toString();
    if (cause instanceof Unavailable || cause instanceof SQLException) {
      LOG.warn("{} answered 503 ({}): {}", exchange.getFromRouteId(), id, cause.getMessage());
      problem(exchange, Problem.of(503, "Something the hub needs does not answer; try again").withIncident(id));
      exchange.getMessage().setHeader("Retry-After", 5);
    } else {
      LOG.error("{} answered 500 ({})", exchange.getFromRouteId(), id, cause);
      problem(exchange, Problem.of(500, "The hub failed; what happened is in its log").withIncident(id));
    }
  }

  /** A problem document; code and message are there for WeChat Pay, which reads those. */
  private static void problem(Exchange exchange, Problem problem) {
    String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, String.class);
    var json = Json.object(new String(problem.json(path), StandardCharsets.UTF_8)).put("code", "FAIL")
        .put("message", problem.detail());
    answer(exchange, problem.status(), Problem.MEDIA_TYPE, json.toString());
  }

  private static void answer(Exchange exchange, int status, String contentType, String body) {
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    if (contentType != null) {
      message.setHeader(Exchange.CONTENT_TYPE, contentType);
    }
    message.setBody(body);
  }
}
