package io.paywatt.simulator.stripe;

import java.util.Map;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;

/**
 * A payment intent.
 *
 * @param amount  in Stripe's minor unit
 * @param created unix seconds
 * @param status  requires_payment_method, succeeded or canceled
 * @param charge  of the payment, or null
 */
public record Intent(String id, String clientSecret, long amount, String currency, String description,
    Map<String, String> metadata, long created, boolean live, String status, String charge) {

  /** Our customer's order number, or an empty text. */
  public String order() {
    return metadata.getOrDefault("out_trade_no", "");
  }

  Intent paid(String newCharge) {
    return new Intent(id, clientSecret, amount, currency, description, metadata, created, live, "succeeded", newCharge);
  }

  Intent canceled() {
    return new Intent(id, clientSecret, amount, currency, description, metadata, created, live, "canceled", null);
  }

  ObjectNode json() {
    ObjectNode json = Json.object().put("id", id).put("object", "payment_intent").put("amount", amount)
        .put("amount_received", status.equals("succeeded") ? amount : 0).put("client_secret", clientSecret)
        .put("created", created).put("currency", currency).put("description", description)
        .put("latest_charge", charge).put("livemode", live).put("status", status);
    metadata.forEach(json.putObject("metadata")::put);
    return json;
  }
}
