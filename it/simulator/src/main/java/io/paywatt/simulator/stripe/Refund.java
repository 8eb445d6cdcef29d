package io.paywatt.simulator.stripe;

import java.util.Map;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;

/**
 * A refund.
 *
 * @param amount  in Stripe's minor unit
 * @param created unix seconds
 * @param status  succeeded, pending, failed or canceled
 */
public record Refund(String id, String intent, String charge, long amount, String currency,
    Map<String, String> metadata, long created, String status) {

  ObjectNode json() {
    ObjectNode json = Json.object().put("id", id).put("object", "refund").put("amount", amount).put("charge", charge)
        .put("created", created).put("currency", currency).put("payment_intent", intent).put("status", status);
    metadata.forEach(json.putObject("metadata")::put);
    return json;
  }
}
