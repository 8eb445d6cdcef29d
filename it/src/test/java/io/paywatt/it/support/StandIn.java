package io.paywatt.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A provider that can be asked in the hub's own JSON; what it says of an order or transaction is in the hands of a test.
 */
public final class StandIn implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpServer server;
  private final Map<String, String> queries = new ConcurrentHashMap<>();
  private final Map<String, Runnable> meanwhile = new ConcurrentHashMap<>();
  private final List<String> closed = new CopyOnWriteArrayList<>();

  public StandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/order", exchange -> answer(exchange, "{\"pay\":\"here\"}"));
    server.createContext("/query", this::query);
    server.createContext("/close", this::close);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on a query of this order or transaction is answered with that. */
  public void says(String subject, String answer) {
    queries.put(subject, answer);
  }

  /** It is paid, with this normalised notice. */
  public void saysPaid(String subject, String notice) {
    says(subject, "{\"state\":\"paid\",\"notice\":" + notice + ",\"reason\":null}");
  }

  /** Runs while a query of this order is on its way. */
  public void meanwhile(String subject, Runnable work) {
    meanwhile.put(subject, work);
  }

  /** Orders that were closed. */
  public List<String> closed() {
    return closed;
  }

  private void query(HttpExchange exchange) throws IOException {
    JsonNode asked = JSON.readTree(exchange.getRequestBody());
    String subject = asked.path("orderId").asText(null) != null && !asked.path("orderId").isNull()
        ? asked.path("orderId").asText() : asked.path("transactionId").asText();
    Runnable work = meanwhile.remove(subject);
    if (work != null) {
      new Thread(work).start();
    }
    answer(exchange, queries.getOrDefault(subject, "{\"state\":\"unpaid\",\"notice\":null,\"reason\":null}"));
  }

  private void close(HttpExchange exchange) throws IOException {
    closed.add(JSON.readTree(exchange.getRequestBody()).path("orderId").asText());
    answer(exchange, "{\"state\":\"closed\",\"reason\":null}");
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
