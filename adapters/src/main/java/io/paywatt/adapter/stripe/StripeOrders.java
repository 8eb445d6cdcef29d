package io.paywatt.adapter.stripe;

import java.time.Instant;
import java.util.Locale;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;

/** Payment intents: opened, asked for, given up. */
final class StripeOrders {
  static final String INTENTS = "/v1/payment_intents";
  private static final int TEXT = 128;
  private static final String ID = "[A-Za-z0-9_]{4,128}";

  private final StripeSettings settings;

  StripeOrders(StripeSettings settings) {
    this.settings = settings;
  }

  /** @throws Rejected 400 naming the field of the top-up that is missing or wrong */
  StripeRequest open(JsonNode topup) {
    String id = StrictJson.text(topup, "id", 64);
    String currency = StrictJson.currency(topup, "currency");
    return StripeRequest.post(INTENTS, id)
        .with("amount", StripeMoney.write(StrictJson.amount(topup, "amount"), "amount", currency))
        .with("currency", currency.toLowerCase(Locale.ROOT))
        .with("automatic_payment_methods[enabled]", true)
        .with("description", StrictJson.optionalText(topup, "description", 4096))
        .with("metadata[out_trade_no]", id)
        .with("metadata[meter]", StrictJson.optionalText(topup, "meter", TEXT));
  }

  /** @return {@code {"paymentIntent","clientSecret"}}: what the payer's client hands to Stripe.js */
  String opened(ProviderCall.Answer answer) {
    if (answer.status() != 200) {
      throw StripeFault.of(answer).exception("an order");
    }
    JsonNode intent = readable(answer, "an order");
    return StrictJson.MAPPER.createObjectNode().put("paymentIntent", required(intent, "id"))
        .put("clientSecret", required(intent, "client_secret")).toString();
  }

  /** By Stripe's number where it is known, otherwise by a search for ours, which lags some seconds behind. */
  StripeRequest find(JsonNode query) {
    String intent = intent(query);
    if (intent != null) {
      return StripeRequest.get(INTENTS + "/" + intent);
    }
    String order = StrictJson.text(query, "orderId", 64);
    if (!order.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new Rejected(400, "orderId must be letters, digits, _ and -");
    }
    return StripeRequest.get(INTENTS + "/search").with("query", "metadata['out_trade_no']:'" + order + "'");
  }

  /** The intent of an answer to {@link #find}, or null when there is none of that order. */
  JsonNode found(JsonNode query, ProviderCall.Answer answer) {
    if (answer.status() == 404) {
      return null;
    }
    if (answer.status() != 200) {
      throw StripeFault.of(answer).exception("a query");
    }
    JsonNode body = readable(answer, "a query");
    String order = StrictJson.optionalText(query, "orderId", 64);
    if (!body.path("object").asText().equals("search_result")) {
      return order == null || order.equals(StripeIntent.order(body)) ? body : null;
    }
    JsonNode best = null;
    for (JsonNode intent : body.path("data")) {
      if (order.equals(StripeIntent.order(intent)) && (best == null || StripeIntent.state(intent).equals("paid"))) {
        best = intent;
      }
    }
    return best;
  }

  /** {@code {"state","notice","reason"}}. */
  String state(JsonNode query, ProviderCall.Answer answer) {
    JsonNode intent = found(query, answer);
    var result = StrictJson.MAPPER.createObjectNode();
    if (intent == null) {
      return result.put("state", "unknown").putNull("notice").put("reason", "Stripe knows no such order").toString();
    }
    String state = StripeIntent.state(intent);
    result.put("state", state);
    if (state.equals("paid")) {
      Instant at = Instant.ofEpochSecond(intent.path("created").asLong());
      result.set("notice", StrictJson.object(
          StripeIntent.payment(intent, at, mismatch(intent), answer.body()).toJson(), "the notice"));
    } else {
      result.putNull("notice");
    }
    return result.put("reason", "Stripe says " + intent.path("status").asText("nothing")).toString();
  }

  /** Gives an intent up; without its number it is looked for. */
  StripeRequest close(JsonNode order) {
    String intent = intent(order);
    return intent == null ? find(order)
        : StripeRequest.post(INTENTS + "/" + intent + "/cancel", null).with("cancellation_reason", "abandoned");
  }

  /** {@code {"state","reason"}}: closed, paid or unknown. */
  String closed(JsonNode order, ProviderCall.Answer answer) {
    JsonNode intent;
    if (answer.status() == 200) {
      intent = found(order, answer);
    } else {
      StripeFault fault = StripeFault.of(answer);
      if (!fault.permanent() || fault.credentials()) {
        throw fault.exception("to give up an order");
      }
      intent = fault.error().get("payment_intent");
    }
    String state = intent == null ? "unpaid" : StripeIntent.state(intent);
    return StrictJson.MAPPER.createObjectNode().put("state", state.equals("unpaid") ? "unknown" : state)
        .put("reason", intent == null ? "Stripe knows no such order" : "Stripe says " + intent.path("status").asText())
        .toString();
  }

  private String mismatch(JsonNode intent) {
    return intent.path("livemode").asBoolean(!settings.live()) == settings.live() ? null
        : "made in " + (settings.live() ? "test" : "live") + " mode, paywatt.stripe.live is " + settings.live();
  }

  private static String intent(JsonNode query) {
    String id = StrictJson.optionalText(query, "transactionId", TEXT);
    if (id == null) {
      id = query.path("client").path("paymentIntent").textValue();
    }
    if (id != null && !id.matches(ID)) {
      throw new Rejected(400, "transactionId must be a payment intent such as pi_3Pabc");
    }
    return id;
  }

  static JsonNode readable(ProviderCall.Answer answer, String what) {
    try {
      return StrictJson.object(answer.body(), "the answer");
    } catch (Rejected e) {
      throw new Unavailable("Stripe's answer to " + what + " can't be read: " + e.getMessage(), e);
    }
  }

  private static String required(JsonNode intent, String field) {
    try {
      return StrictJson.text(intent, field, 255);
    } catch (Rejected e) {
      throw new Unavailable("Stripe's answer to an order can't be read: " + e.getMessage(), e);
    }
  }
}
