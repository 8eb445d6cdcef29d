package io.paywatt.it.support;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;
import io.paywatt.simulator.http.WireServer;

/** A provider that can be asked about payments, joined by a kamelet in YAML alone: the contract of an integrator. */
public final class StubQuery implements AutoCloseable {
  /** Asks this server, whose address is the environment variable MPESA_STUB. */
  public static final String KAMELET = """
      apiVersion: camel.apache.org/v1
      kind: Kamelet
      metadata:
        name: mpesa-query-action
        annotations:
          camel.apache.org/kamelet.support.level: "Preview"
          camel.apache.org/catalog.version: "4.17.0"
          camel.apache.org/provider: "PayWatt"
          camel.apache.org/kamelet.group: "PayWatt"
          camel.apache.org/kamelet.namespace: "Payment"
        labels:
          camel.apache.org/kamelet.type: "action"
      spec:
        definition:
          title: "Stub Query Action"
          description: "Asks a test."
          type: object
        dependencies:
          - "camel:http"
          - "camel:kamelet"
        template:
          from:
            description: "Take the question"
            uri: kamelet:source
            steps:
              - removeHeaders:
                  description: "Nothing of the route goes out"
                  pattern: "*"
              - to:
                  description: "Ask"
                  uri: "{{env:MPESA_STUB}}"
                  parameters:
                    httpMethod: POST
      """;

  private final Map<String, Long> paid = new ConcurrentHashMap<>();
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private final WireServer server = WireServer.start(0, this::answer);

  private StubQuery() {}

  public static StubQuery start() {
    return new StubQuery();
  }

  public String url() {
    return server.url();
  }

  /** From now on the transaction is known. @param amount minor units */
  public void paid(String transactionId, long amount) {
    paid.put(transactionId, amount);
  }

  /** How often it was asked about. */
  public int asked(String transactionId) {
    return asked.getOrDefault(transactionId, 0);
  }

  private WireResponse answer(WireRequest request) {
    JsonNode question = Json.parse(request.body());
    String transaction = question.path("transactionId").asText();
    asked.merge(transaction, 1, Integer::sum);
    ObjectNode answer = Json.object();
    if (!paid.containsKey(transaction)) {
      return WireResponse.json(200, answer.put("state", "unknown").put("reason", "no such transaction"));
    }
    ObjectNode notice = Json.object().put("provider", "mpesa").put("transactionId", transaction)
        .put("meter", question.path("meter").asText()).put("amount", paid.get(transaction)).put("currency", "KES")
        .put("paidAt", Instant.now().toString());
    answer.put("state", "paid").set("notice", notice);
    return WireResponse.json(200, answer);
  }

  @Override
  public void close() {
    server.close();
  }
}
