package io.paywatt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.paywatt.it.support.HubProcess;
import io.paywatt.it.support.StandardNotice;
import org.junit.jupiter.api.Test;

/** A provider whose bill comes by a kamelet made of YAML alone is settled; statements are loaded by hand. */
class SettlementTest {
  private static final String DATE = "2026-11-23";
  private static final String LINE = "{\"kind\":\"payment\",\"transactionId\":\"%s\",\"amount\":%d,\"currency\":\"CNY\","
      + "\"state\":\"done\",\"at\":\"2026-11-23T12:00:00+08:00\"}\n";
  private static final String KAMELET = """
      apiVersion: camel.apache.org/v1
      kind: Kamelet
      metadata:
        name: standard-bill-action
        annotations:
          camel.apache.org/kamelet.support.level: "Preview"
          camel.apache.org/catalog.version: "4.17.0"
          camel.apache.org/provider: "Example"
          camel.apache.org/kamelet.group: "PayWatt"
          camel.apache.org/kamelet.namespace: "Payment"
          camel.apache.org/kamelet.icon: "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="
        labels:
          camel.apache.org/kamelet.type: "action"
      spec:
        definition:
          title: "Standard Bill Action"
          description: "Fetches the bill of a day."
          type: object
          required:
            - url
          properties:
            url:
              title: "URL"
              description: "Where the bills are."
              type: string
              default: "http://127.0.0.1:PORT"
              example: "http://127.0.0.1:8080"
        dependencies:
          - "camel:core"
          - "camel:kamelet"
          - "camel:http"
          - "camel:jsonpath"
        template:
          from:
            uri: "kamelet:source"
            steps:
              - setVariable:
                  id: "bill-date"
                  description: "Which day"
                  name: "billDate"
                  jsonpath:
                    expression: "$.date"
                    resultType: "java.lang.String"
              - setHeader:
                  id: "bill-method"
                  description: "Ask, send nothing"
                  name: "CamelHttpMethod"
                  constant:
                    expression: "GET"
              - setBody:
                  id: "bill-nothing"
                  description: "Send nothing"
                  constant:
                    expression: ""
              - toD:
                  id: "bill-get"
                  description: "Get the bill"
                  uri: "{{url}}/bills/${variable.billDate}"
      """;

  @Test
  void the_bill_is_fetched_compared_and_every_difference_has_something_done_about_it() throws Exception {
    HubProcess hub = new HubProcess("settlement");
    HttpServer bills = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (hub) {
      bills.createContext("/bills/" + DATE, exchange -> {
        byte[] bill = (LINE.formatted("s1", 5000) + LINE.formatted("s2", 6001) + LINE.formatted("s3", 700))
            .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bill.length);
        exchange.getResponseBody().write(bill);
        exchange.close();
      });
      bills.start();
      start(hub, bills.getAddress().getPort());
      hub.api().importLines("Bills,1,B1,张三,,zh-CN,B-1,native,flat,0,0,1");
      assertThat(StandardNotice.payment("s1", "B-1", 5000).send(hub.api()).status()).isEqualTo(204);
      assertThat(StandardNotice.payment("s2", "B-1", 6000).send(hub.api()).status()).isEqualTo(204);

      JsonNode first = settle(hub);
      assertThat(first.path("totals").path("tiesOut").asBoolean()).isTrue();
      assertThat(first.path("open").asInt()).isEqualTo(2);
      JsonNode again = settle(hub);
      assertThat(again.path("open").asInt()).isEqualTo(2);
      JsonNode day = hub.api().get("/api/v1/settlements/standard/" + DATE).json();
      Map<String, String> found = new java.util.TreeMap<>();
      day.path("differences").path("items").forEach(it -> found.put(it.path("transactionId").asText() + " "
          + it.path("name").asText(), it.path("state").asText() + " " + it.path("action").path("kind").asText()));
      assertThat(found).isEqualTo(Map.of("s2 amount-differs", "open person", "s3 theirs-only", "open person",
          "s1 meter-not-credited", "waiting wait-meter", "s2 meter-not-credited", "waiting wait-meter"));
      assertThat(hub.api().get("/api/v1/settlements/standard/" + DATE + "?format=csv").body()).contains("金额不符");

      // the provider has nothing for that day: it says so again later, and the day waits
      HubProcess.Result none = hub.run("settle", "--provider", "standard", "--date", "2026-11-22");
      assertThat(none.exit()).isEqualTo(1);
      assertThat(none.output()).contains("standard 2026-11-22: waiting", "404");
      statements(hub);
    } finally {
      bills.stop(0);
    }
  }

  private static void statements(HubProcess hub) throws IOException {
    Path file = hub.data().resolve("statement.csv");
    String header = "kind,transactionId,orderId,refundId,amount,currency,state,at\n";
    Files.writeString(file, header + "payment,QHX1,,,50.00,KES,done,2026-11-23T09:00:00+03:00\n");
    HubProcess.Result bad = hub.run("bills", "import", "mpesa", DATE, file.toString());
    assertThat(bad.exit()).isEqualTo(1);
    assertThat(bad.output()).contains("line 2: amount is 50.00, allowed is a whole number of minor units",
        "Nothing was loaded: 1 lines to mend.");
    Files.writeString(file, header + "payment,QHX1,,,5000,KES,done,2026-11-23T09:00:00+03:00\n");
    HubProcess.Result good = hub.run("bills", "import", "mpesa", DATE, file.toString());
    assertThat(good.output()).contains("Loaded: 1 lines", "theirs-only");
    assertThat(good.exit()).isZero();
    assertThat(hub.run("bills", "import", "mpesa", DATE, file.toString()).output()).contains("Known already: 1 lines");
  }

  private static JsonNode settle(HubProcess hub) throws IOException {
    HubProcess.Result result = hub.run("settle", "--provider", "standard", "--date", DATE, "--json");
    assertThat(result.exit()).as(result.output()).isEqualTo(1);
    return new ObjectMapper().readTree(result.output()).path("items").path(0);
  }

  private static void start(HubProcess hub, int port) throws IOException {
    Path routes = hub.data().resolve("routes");
    Path from = HubProcess.HOME.resolve("routes");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, routes.resolve(from.relativize(file).toString()));
      }
    }
    Files.writeString(routes.resolve("kamelets/standard-bill-action.kamelet.yaml"),
        KAMELET.replace("PORT", String.valueOf(port)));
    hub.with("PAYWATT_ROUTES_DIRECTORY", routes.toString()).start();
  }
}
