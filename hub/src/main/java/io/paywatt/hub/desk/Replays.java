package io.paywatt.hub.desk;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import io.paywatt.ledger.payment.PaymentResult;
import io.paywatt.ledger.replay.Pacer;
import io.paywatt.ledger.replay.ReplayItem;
import io.paywatt.ledger.replay.ReplayRuns;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/**
 * Sends failed messages through their doors again, each at its turn, and notes what became of them. Bean {@code replays} of
 * the routes, whose one thread it is.
 */
public final class Replays {
  /** Variable with the message on replay. */
  static final String ITEM = "replayItem";
  private static final int AT_A_TIME = 200;

  private final ReplayRuns runs;
  private final String node;
  private final Pacer pacer = new Pacer(Clock.systemUTC(), Replays::sleep);

  /** @param node name of this hub node: after a kill it goes on with what it had */
  public Replays(ReplayRuns runs, String node) {
    this.runs = runs;
    this.node = node;
  }

  /** The messages whose turns come within a second. */
  public List<ReplayItem> claim() {
    return runs.claim(node, AT_A_TIME);
  }

  /** Waits for its turn, and makes the exchange what it was when it entered the route that failed. */
  public void prepare(Exchange exchange) {
    ReplayItem item = exchange.getMessage().getBody(ReplayItem.class);
    pacer.await(item.notBefore(), item.perSecond());
    exchange.setVariable(ITEM, item);
    exchange.setVariable("replayTo", item.replayTo());
    exchange.getMessage().setBody(item.body());
    exchange.getMessage().removeHeaders("*");
    item.headers().forEach(exchange.getMessage()::setHeader);
    if (item.contentType() != null) {
      exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, item.contentType());
    }
  }

  /** Whether it still goes: one before it may have failed, or the run was paused or cancelled. */
  public boolean goes(Exchange exchange) {
    return runs.goes(exchange.getVariable(ITEM, ReplayItem.class));
  }

  /** It went through, or was put on the desk again. */
  public void ended(Exchange exchange) {
    ReplayItem item = exchange.getVariable(ITEM, ReplayItem.class);
    Long parkedAs = exchange.getVariable(Failures.PARKED_AS, Long.class);
    Object body = exchange.getMessage().getBody();
    if (parkedAs != null && parkedAs == item.id()) {
      runs.failed(item, "failed again");
    } else if (parkedAs != null) {
      runs.done(item, "failed again, kept as " + parkedAs);
    } else if (body instanceof PaymentResult.Duplicate duplicate && !duplicate.first().equals("posted")) {
      runs.failed(item, "payment " + duplicate.paymentId() + " is still " + duplicate.first());
    } else {
      runs.done(item, body instanceof PaymentResult result ? result.outcome() : "done");
    }
  }

  /** It failed for good. */
  public void failed(Exchange exchange) {
    Throwable cause = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    runs.failed(exchange.getVariable(ITEM, ReplayItem.class), cause.getClass().getSimpleName() + message);
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
