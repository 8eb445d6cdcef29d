package io.paywatt.simulator.meter;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;

/** Does what a command says, once for each id: a repeated id gets the first answer again. */
final class CommandUnit {
  private static final int REMEMBERED = 256;

  private final MeterBody body;
  private final Map<String, ObjectNode> answers = new LinkedHashMap<>();
  private int acted;

  CommandUnit(MeterBody body) {
    this.body = body;
  }

  /**
   * @return the reply
   * @throws IllegalArgumentException when there is no id to reply to
   */
  synchronized ObjectNode execute(byte[] payload, Instant now) {
    JsonNode command = Json.parse(payload);
    String id = command.path("id").asText("");
    if (id.isEmpty()) {
      throw new IllegalArgumentException("command without an id");
    }
    ObjectNode known = answers.get(id);
    if (known != null) {
      return known;
    }
    ObjectNode reply = Json.object().put("id", id);
    String refusal = act(command, now);
    if (refusal == null) {
      acted++;
      reply.put("result", "done");
    } else {
      reply.put("result", "refused").put("reason", refusal);
    }
    describe(reply, now);
    answers.put(id, reply);
    if (answers.size() > REMEMBERED) {
      answers.remove(answers.keySet().iterator().next());
    }
    return reply;
  }

  /** How many commands were acted on. */
  synchronized int acted() {
    return acted;
  }

  private void describe(ObjectNode reply, Instant now) {
    body.advance(now);
    reply.put("relay", body.relay()).put("energyWh", body.energyWh());
    if (body.balance() != null) {
      reply.put("balance", body.balance());
    }
  }

  /** Null when done, else why not. */
  private String act(JsonNode command, Instant now) {
    if (expired(command.path("expiresAt").asText(""))) {
      return "expired";
    }
    return switch (command.path("kind").asText("")) {
      case "credit" -> credit(command);
      case "relay" -> relay(command.path("relay").asText(""), now);
      case "balance" -> balance(command.path("balance"));
      case "price" -> price(command);
      case "display" -> display(command.path("text").asText(""));
      case "read" -> null;
      default -> "unknown kind";
    };
  }

  private static boolean expired(String expiresAt) {
    try {
      return !expiresAt.isEmpty() && Instant.parse(expiresAt).isBefore(Instant.now());
    } catch (DateTimeException e) {
      return false;
    }
  }

  private String credit(JsonNode command) {
    if (command.path("amount").asLong() < 1) {
      return "amount must be above zero";
    }
    body.credit(command.path("amount").asLong(), number(command.path("balance")));
    return null;
  }

  private String relay(String word, Instant now) {
    if (!word.equals("closed") && !word.equals("open")) {
      return "relay must be closed or open";
    }
    body.switchRelay(word.equals("closed"), now);
    return null;
  }

  private String balance(JsonNode balance) {
    if (number(balance) == null) {
      return "balance must be an integer";
    }
    body.credit(0, balance.longValue());
    return null;
  }

  private String price(JsonNode command) {
    if (command.path("price").asLong() > 0) {
      body.price(command.path("price").asLong());
    }
    return null;
  }

  private String display(String text) {
    body.show(text.isEmpty() ? null : text);
    return null;
  }

  private static Long number(JsonNode node) {
    return node.isIntegralNumber() ? node.longValue() : null;
  }
}
