package io.paywatt.adapter;

import java.util.List;
import java.util.Locale;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.VertxInternal;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.HttpAnswer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Camel's HTTP engine, which gives a route the body byte for byte, whatever its content type, when it asks for that with
 * {@code useBodyHandler: false}: what a signature over a form needs. Otherwise Camel reads a form into headers, and the form
 * itself is gone. Of a body above {@link WebhookCall#MAX_BODY} the route sees only that it is too large. A route that waits
 * for a step that answers later, as the door for payments does, keeps no thread meanwhile.
 */
public class RawBodyEngine extends VertxPlatformHttpEngine {
  @Override
  public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
    return new Consumer(endpoint, processor, getHandlers(), VertxPlatformHttpRouter.getRouterNameFromPort(getServerPort()));
  }

  /** Refused by {@link WebhookCall}, so that the provider hears it in its own words. */
  private static final byte[] TOO_LARGE = new byte[WebhookCall.MAX_BODY + 1];

  private static final class Consumer extends VertxPlatformHttpConsumer {
    Consumer(PlatformHttpEndpoint endpoint, Processor processor, List<Handler<RoutingContext>> handlers, String router) {
      super(endpoint, processor, handlers, router);
    }

    /** As Camel's, but that a route whose answer comes later keeps no thread meanwhile. */
    @Override
    protected void handleRequest(RoutingContext call) {
      if (isSuspended() || getEndpoint().isHttpProxy() || isReadAsForm(call)) {
        super.handleRequest(call);
        return;
      }
      Exchange exchange = createExchange(false);
      exchange.setPattern(ExchangePattern.InOut);
      processHttpRequest(exchange, call).compose(read -> routed(call.vertx(), exchange))
          .compose(routed -> HttpAnswer.write(call, exchange, getEndpoint()))
          .onFailure(failure -> failed(call, exchange, failure)).onComplete(answered -> {
            doneUoW(exchange);
            releaseExchange(exchange, false);
          });
    }

    /** Begins on a thread that may be blocked, as most routes do. */
    private Future<Void> routed(Vertx vertx, Exchange exchange) {
      Promise<Void> done = ((VertxInternal) vertx).promise();
      vertx.executeBlocking(() -> {
        createUoW(exchange);
        getAsyncProcessor().process(exchange, sync -> done.tryComplete());
        return null;
      }, false).onFailure(done::tryFail);
      return done.future();
    }

    private void failed(RoutingContext call, Exchange exchange, Throwable failure) {
      getExceptionHandler().handleException("Failed handling " + getEndpoint().getPath(), exchange, failure);
      call.fail(failure);
    }

    /** Camel makes headers of a form, unless the route asked for the bytes. */
    private boolean isReadAsForm(RoutingContext call) {
      String said = call.request().getHeader("Content-Type");
      String type = said == null ? "" : said.strip().toLowerCase(Locale.ROOT);
      return getEndpoint().isUseBodyHandler()
          && (type.startsWith("multipart/") || type.startsWith("application/x-www-form-urlencoded"));
    }

    @Override
    protected Future<Void> populateCamelMessage(RoutingContext call, Exchange exchange, Message message) {
      Future<Void> populated = super.populateCamelMessage(call, exchange, message);
      return getEndpoint().isUseBodyHandler() || getEndpoint().isHttpProxy() ? populated
          : populated.compose(headers -> body(call.request())).onSuccess(message::setBody).mapEmpty();
    }

    /** Never ends for a body that is cut short: the caller is gone then. What is too large is not kept, but read. */
    private static Future<byte[]> body(HttpServerRequest request) {
      Promise<byte[]> whole = Promise.promise();
      Buffer read = Buffer.buffer();
      // digits only, or the server would not have come so far
      String announced = request.getHeader("Content-Length");
      if (announced != null && (announced.length() > 9 || Long.parseLong(announced) > WebhookCall.MAX_BODY)) {
        whole.complete(TOO_LARGE);
      }
      request.handler(part -> {
        if (!whole.future().isComplete() && read.appendBuffer(part).length() > WebhookCall.MAX_BODY) {
          whole.complete(TOO_LARGE);
        }
      });
      request.endHandler(end -> whole.tryComplete(read.getBytes()));
      request.resume();
      return whole.future();
    }
  }
}
