package io.paywatt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.paywatt.it.support.Api;
import io.paywatt.it.support.HubProcess;
import io.paywatt.it.support.Sql;
import io.paywatt.it.support.StandardNotice;
import org.junit.jupiter.api.Test;

/** A provider whose refunds are two kamelets in plain YAML: what the route does when answers fail, get lost, or the hub dies. */
class RefundRouteTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String KAMELET = """
      apiVersion: camel.apache.org/v1
      kind: Kamelet
      metadata:
        name: standard-%1$s-action
        labels:
          camel.apache.org/kamelet.type: "action"
      spec:
        definition:
          title: "Shop %1$s"
          description: "Asks the shop over HTTP"
          type: object
          properties: {}
        template:
          from:
            uri: kamelet:source
            steps:
              - removeHeaders:
                  pattern: "*"
              - to:
                  uri: "http:{{env:SHOP}}/%1$s"
                  parameters:
                    httpMethod: POST
      """;

  @Test
  void a_refund_is_paid_out_once_under_one_number_through_failures_and_a_killed_hub() throws IOException {
    try (Shop shop = new Shop(); HubProcess hub = new HubProcess("refund")) {
      Path routes = hub.data().resolve("routes");
      copy(HubProcess.HOME.resolve("routes"), routes);
      for (String operation : List.of("refund", "refund-query")) {
        Files.writeString(routes.resolve("kamelets/standard-" + operation + "-action.kamelet.yaml"),
            KAMELET.formatted(operation));
      }
      hub.with("PAYWATT_ROUTES_DIRECTORY", routes.toString()).with("SHOP", shop.address()).start();
      hub.api().importLines("Refund,1,F1,张三,,zh-CN,F-1,native,flat,0,0,1");
      StandardNotice.payment("refund-1", "F-1", 5000).send(hub.api());
      long payment = new Sql(hub.servers()).number("SELECT id FROM payment");

      shop.fails = true;
      String id = refund(hub.api(), payment, 2000).path("id").asText();
      await().atMost(PATIENCE).until(() -> shop.calls.contains("refund " + id) && attempts(hub, id, 1));
      assertThat(state(hub.api(), payment, id).path("detail").asText()).contains("500");
      shop.fails = false;
      dueNow(hub);
      await().atMost(PATIENCE).until(() -> state(hub.api(), payment, id).path("state").asText().equals("done"));
      assertThat(shop.calls).containsExactly("refund " + id, "refund-query " + id, "refund " + id);

      shop.hangs = true;
      String lost = refund(hub.api(), payment, 3000).path("id").asText();
      await().atMost(PATIENCE).until(() -> shop.calls.contains("refund " + lost));
      hub.kill9();
      shop.hangs = false;
      shop.go.countDown();
      hub.start();
      assertThat(state(hub.api(), payment, lost).path("state").asText()).isEqualTo("sending");
      dueNow(hub);
      await().atMost(PATIENCE).until(() -> state(hub.api(), payment, lost).path("state").asText().equals("done"));
      assertThat(shop.calls).filteredOn(call -> call.endsWith(lost)).containsExactly("refund " + lost, "refund-query " + lost);
      assertThat(shop.paidOut).containsExactly(id, lost);
      assertThat(hub.api().balance("F1")).isZero();
      assertThat(hub.api().get("/api/v1/books").json().at("/ok").asBoolean()).isTrue();
      atTheTerminal(hub, payment, lost);
    }
  }

  private static void atTheTerminal(HubProcess hub, long payment, String refund) {
    assertThat(hub.run("payments", "refunds", "list", String.valueOf(payment)).output()).contains(refund, "done");
    HubProcess.Result tooMuch = hub.run("payments", "refund", String.valueOf(payment), "--reason", "again");
    assertThat(tooMuch.exit()).isEqualTo(1);
    assertThat(tooMuch.output()).contains("refunded whole already");
    StandardNotice.payment("refund-2", "NOBODY", 700).send(hub.api());
    assertThat(hub.run("suspense", "list").output()).contains("unknown-meter", "In suspense: 7.00 CNY");
    long parked = new Sql(hub.servers()).number("SELECT id FROM payment WHERE state = 'parked'");
    HubProcess.Result moved = hub.run("payments", "reallocate", String.valueOf(parked), "--meter", "F-1", "--reason",
        "asked the payer", "--json");
    assertThat(moved.exit()).as(moved.output()).isZero();
    assertThat(hub.api().balance("F1")).isEqualTo(700);
    assertThat(hub.run("suspense", "list").output()).contains("In suspense: nothing");
  }

  private static JsonNode refund(Api api, long payment, long amount) {
    Api.Answer answer = api.post("/api/v1/payments/" + payment + "/refunds", "application/json",
        "{\"amount\":" + amount + ",\"reason\":\"moved out\"}", Map.of("Idempotency-Key", "refund-" + amount));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private static JsonNode state(Api api, long payment, String id) {
    return api.get("/api/v1/payments/" + payment + "/refunds/" + id).json();
  }

  private static boolean attempts(HubProcess hub, String id, int attempts) {
    return new Sql(hub.servers()).number("SELECT COUNT(*) FROM refund WHERE id = '" + id + "' AND detail IS NOT NULL"
        + " AND attempts = " + attempts) == 1;
  }

  /** What the hub would wait for. */
  private static void dueNow(HubProcess hub) {
    new Sql(hub.servers()).update("UPDATE refund SET due_at = '2026-01-01' WHERE due_at IS NOT NULL");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }

  /** Pays a refund number once and says so when asked. */
  private static final class Shop implements AutoCloseable {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<String> paidOut = new CopyOnWriteArrayList<>();
    final CountDownLatch go = new CountDownLatch(1);
    volatile boolean fails;
    volatile boolean hangs;
    private final HttpServer server;

    Shop() throws IOException {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      server.setExecutor(Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
      }));
      server.createContext("/", this::serve);
      server.start();
    }

    String address() {
      return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
      String operation = exchange.getRequestURI().getPath().substring(1);
      String id = new ObjectMapper().readTree(exchange.getRequestBody()).path("refundId").asText();
      if (operation.equals("refund") && !fails && !paidOut.contains(id)) {
        paidOut.add(id);
      }
      calls.add(operation + " " + id);
      if (hangs) {
        waitToGo();
      }
      byte[] answer = ("{\"state\":\"" + (paidOut.contains(id) ? "done" : "unknown") + "\",\"providerRefundId\":\"s-" + id
          + "\",\"reason\":null}").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(fails ? 500 : 200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    }

    private void waitToGo() {
      try {
        go.await();
      } catch (InterruptedException e) {
        throw new UncheckedIOException(new IOException(e));
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
