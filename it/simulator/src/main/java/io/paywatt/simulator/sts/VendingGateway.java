package io.paywatt.simulator.sts;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.Faults;
import io.paywatt.simulator.http.FaultyHandler;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;
import io.paywatt.simulator.http.WireServer;

/** A vending gateway: {@code POST /v1/tokens}, the same tokens for the same Idempotency-Key for ever. */
public final class VendingGateway implements AutoCloseable {
  private static final long UNIT_WH = 100;
  private static final Map<Integer, String> BY_SUBCLASS = Map.of(0, "power-limit", 1, "clear-credit", 5, "clear-tamper",
      6, "phase-unbalance");

  private final String secret = UUID.randomUUID().toString();
  private final SoftwareModule module = new SoftwareModule();
  private final Map<String, ObjectNode> answers = new HashMap<>();
  private final FaultyHandler door;
  private final WireServer server;

  private VendingGateway(int port) {
    door = new FaultyHandler(this::answer, () -> WireResponse.empty(503));
    server = WireServer.start(port, door);
  }

  /** @param port 0 for any free one */
  public static VendingGateway start(int port) {
    return new VendingGateway(port);
  }

  public String url() {
    return server.url();
  }

  /** Its bearer token. */
  public String secret() {
    return secret;
  }

  /** What goes wrong from now on. */
  public void faults(Faults faults) {
    door.faults(faults);
  }

  /** How many different tokens it has given. */
  public synchronized int issued() {
    return answers.size();
  }

  /** Wh that a meter credits for these digits, in groups or not; 0 when it takes them for no credit of its own. */
  public static long creditWh(String serial, String digits) {
    TokenBlock block = SoftwareModule.read(serial, digits.replace(" ", ""));
    return block == null || block.tokenClass() != 0 ? 0 : TokenBlock.units(block.amount()) * UNIT_WH;
  }

  @Override
  public void close() {
    server.close();
  }

  private synchronized WireResponse answer(WireRequest request) {
    if (!request.method().equals("POST") || !request.path().equals("/v1/tokens")) {
      return problem(404, "there is POST /v1/tokens alone");
    }
    if (!("Bearer " + secret).equals(request.headers().get("authorization"))) {
      return problem(401, "the bearer token is wrong");
    }
    JsonNode asked = Json.parse(request.body());
    String key = request.headers().getOrDefault("idempotency-key", "");
    if (key.isEmpty() || !key.equals(asked.path("key").asText())) {
      return problem(400, "Idempotency-Key and key must be the same");
    }
    if (!asked.path("meter").asText().matches("\\d{11}")) {
      return problem(404, "meter must be 11 digits");
    }
    ObjectNode known = answers.get(key);
    if (known == null) {
      String token = token(asked);
      if (token == null) {
        return problem(422, "no such token can be made");
      }
      known = Json.object().put("reference", "v-" + (answers.size() + 1));
      known.putArray("tokens").add(token);
      answers.put(key, known);
    }
    return WireResponse.json(200, known);
  }

  private String token(JsonNode asked) {
    String meter = asked.path("meter").asText();
    String kind = asked.path("kind").asText();
    int subclass = asked.path("subclass").asInt(-1);
    if (kind.equals("credit") && asked.path("energyWh").asLong() % UNIT_WH == 0) {
      return module.token(meter, 0, 0, TokenBlock.amount(asked.path("energyWh").asLong() / UNIT_WH), Instant.now());
    }
    return kind.equals(BY_SUBCLASS.get(subclass))
        ? module.token(meter, 2, subclass, asked.path("value").asInt(subclass == 1 ? 0xFFFF : 0), Instant.now()) : null;
  }

  private static WireResponse problem(int status, String detail) {
    return WireResponse.json(status, Json.object().put("status", status).put("detail", detail));
  }
}
