package io.paywatt.adapter.stripe;

import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.PayWattException;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;

/**
 * Stripe's refusals sorted by what to do: 409 (the same call is under way), 429 and 5xx are tried again with the same
 * idempotency key, everything else stays wrong until somebody changes the call or the configuration.
 *
 * @param error the error object, possibly empty
 */
record StripeFault(int status, JsonNode error) {
  private static final Set<String> NO_MONEY = Set.of("balance_insufficient", "insufficient_funds");

  static StripeFault of(ProviderCall.Answer answer) {
    try {
      return new StripeFault(answer.status(), StrictJson.object(answer.body(), "the answer").path("error"));
    } catch (Rejected e) {
      return new StripeFault(answer.status(), StrictJson.MAPPER.createObjectNode());
    }
  }

  /** Whether the same call stays refused. */
  boolean permanent() {
    return status >= 400 && status < 500 && status != 408 && status != 409 && status != 429;
  }

  /** Whether key or account are refused, not the call. */
  boolean credentials() {
    return status == 401 || status == 403;
  }

  /** Whether our account at Stripe has too little money for a refund. */
  boolean noMoney() {
    return NO_MONEY.contains(code());
  }

  String code() {
    return error.path("code").asText("");
  }

  /** In words, without what the payer or we have sent. */
  String reason() {
    StringBuilder reason = new StringBuilder("HTTP ").append(status);
    for (String field : new String[] {"type", "code", "param"}) {
      if (error.path(field).isTextual()) {
        reason.append(' ').append(field).append(' ').append(Printable.of(error.get(field).textValue()));
      }
    }
    return reason.toString();
  }

  /** @param what what was asked for: "an order" */
  PayWattException exception(String what) {
    String message = "Stripe refused " + what + ": " + reason();
    return permanent() ? new Rejected(422, message) : new Unavailable(message, null);
  }
}
