package io.paywatt.simulator.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small HTTP/1.1 server on the loopback address. It writes header names exactly as given; the server of the JDK
 * changes their case, and WeChat Pay's SDK looks its headers up case by case. The handler may block.
 */
public final class WireServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WireServer.class);
  private static final int MAX_BODY = 1 << 20;

  private final Vertx vertx;
  private final HttpServer server;

  private WireServer(Vertx vertx, HttpServer server) {
    this.vertx = vertx;
    this.server = server;
  }

  /**
   * @param port 0 for any free one
   * @throws IllegalStateException when the port can't be had
   */
  public static WireServer start(int port, Function<WireRequest, WireResponse> handler) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(4)
        .setInternalBlockingPoolSize(1).setPreferNativeTransport(false).setFileSystemOptions(new FileSystemOptions()
            .setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    try {
      HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
          .requestHandler(request -> receive(vertx, request, handler));
      server.listen().toCompletionStage().toCompletableFuture().join();
      return new WireServer(vertx, server);
    } catch (CompletionException e) {
      vertx.close();
      throw new IllegalStateException("can't listen on port " + port + ": " + e.getCause().getMessage(), e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.actualPort();
  }

  /** {@code http://127.0.0.1:port}. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  @Override
  public void close() {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("HTTP server did not close in time", e);
    }
  }

  private static void receive(Vertx vertx, HttpServerRequest request, Function<WireRequest, WireResponse> handler) {
    request.body().onSuccess(body -> {
      if (body.length() > MAX_BODY) {
        send(request.response(), WireResponse.empty(413));
        return;
      }
      WireRequest wire = wire(request, body);
      vertx.executeBlocking(() -> handler.apply(wire), false)
          .onSuccess(answer -> {
            if (answer.status() == 0) {
              request.connection().close();
            } else {
              send(request.response(), answer);
            }
          })
          .onFailure(fault -> {
            LOG.error("{} {} failed", request.method(), request.path(), fault);
            send(request.response(), WireResponse.empty(500));
          });
    });
  }

  private static WireRequest wire(HttpServerRequest request, Buffer body) {
    Map<String, String> headers = new HashMap<>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new WireRequest(request.method().name(), request.uri(), headers, body.getBytes());
  }

  private static void send(HttpServerResponse response, WireResponse answer) {
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    if (answer.status() == 204) {
      response.end();
    } else {
      response.end(Buffer.buffer(answer.body()));
    }
  }
}
