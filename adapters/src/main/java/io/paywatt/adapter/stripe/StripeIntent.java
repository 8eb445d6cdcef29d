package io.paywatt.adapter.stripe;

import java.time.Instant;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.payment.PaymentNotice;

/** A payment intent, the same in an event and in an answer. */
final class StripeIntent {
  private static final int TEXT = 128;

  private StripeIntent() {}

  /**
   * The payment of a succeeded intent. Event and query must tell the same, so the time is that of the intent's making: the
   * one time both know.
   *
   * @param mismatch why it is not ours, or null
   */
  static PaymentNotice payment(JsonNode intent, Instant at, String mismatch, byte[] raw) {
    JsonNode metadata = intent.path("metadata");
    return new PaymentNotice("stripe", StrictJson.text(intent, "id", TEXT),
        StrictJson.optionalText(metadata, "out_trade_no", TEXT), StrictJson.optionalText(metadata, "meter", TEXT),
        StripeMoney.read(intent, "amount_received"), at, mismatch, raw);
  }

  /** Our order number, or null. */
  static String order(JsonNode intent) {
    return intent.path("metadata").path("out_trade_no").textValue();
  }

  /** paid, closed or unpaid. */
  static String state(JsonNode intent) {
    return switch (intent.path("status").asText("")) {
      case "succeeded" -> "paid";
      case "canceled" -> "closed";
      default -> "unpaid";
    };
  }
}
