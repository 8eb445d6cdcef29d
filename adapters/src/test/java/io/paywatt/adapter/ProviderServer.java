package io.paywatt.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;

/** A provider on a free port of this machine: keeps what it was sent, answers as told. */
public final class ProviderServer implements AutoCloseable {
  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** @param query raw, or null */
  public record Request(String method, String path, String query, Map<String, String> headers, byte[] body) {}

  public record Response(int status, Map<String, String> headers, byte[] body) {}

  public ProviderServer(Function<Request, Response> provider) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", exchange -> {
      var uri = exchange.getRequestURI();
      Request request = new Request(exchange.getRequestMethod(), uri.getRawPath(), uri.getRawQuery(),
          flat(exchange.getRequestHeaders()), exchange.getRequestBody().readAllBytes());
      requests.add(request);
      Response response = provider.apply(request);
      response.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(response.status(), response.body().length == 0 ? -1 : response.body().length);
      exchange.getResponseBody().write(response.body());
      exchange.close();
    });
    server.start();
  }

  public String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  public String url() {
    return "http://" + authority();
  }

  public List<Request> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static Map<String, String> flat(Headers headers) {
    Map<String, String> flat = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> flat.put(name, String.join(", ", values)));
    return flat;
  }
}
