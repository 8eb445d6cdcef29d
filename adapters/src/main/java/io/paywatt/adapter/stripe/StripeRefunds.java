package io.paywatt.adapter.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.StrictJson;

/** Refunds: asked for under our number, which is both the idempotency key (a day long) and in the metadata (for good). */
final class StripeRefunds {
  private static final int TEXT = 128;

  private StripeRefunds() {}

  /** @throws io.paywatt.ledger.Rejected 400 naming the field that is missing or wrong */
  static StripeRequest open(JsonNode refund) {
    String id = StrictJson.text(refund, "refundId", 64);
    String currency = StrictJson.currency(refund, "currency");
    return StripeRequest.post("/v1/refunds", id)
        .with("payment_intent", StrictJson.text(refund, "transactionId", TEXT))
        .with("amount", StripeMoney.write(StrictJson.amount(refund, "amount"), "amount", currency))
        .with("metadata[refund_id]", id)
        .with("metadata[out_trade_no]", StrictJson.optionalText(refund, "orderId", 64));
  }

  /** {@code {"state","providerRefundId","reason"}}. */
  static String opened(ProviderCall.Answer answer) {
    if (answer.status() == 200) {
      return StripeRefund.result(StripeOrders.readable(answer, "a refund"));
    }
    StripeFault fault = StripeFault.of(answer);
    if (fault.noMoney()) {
      return StripeRefund.result("held", null, fault.reason());
    }
    if (!fault.permanent() || fault.credentials()) {
      throw fault.exception("a refund");
    }
    return StripeRefund.result("refused", null, fault.reason());
  }

  /** All refunds of the payment. */
  static StripeRequest find(JsonNode refund) {
    return StripeRequest.get("/v1/refunds").with("payment_intent", StrictJson.text(refund, "transactionId", TEXT))
        .with("limit", 100);
  }

  /** {@code {"state","providerRefundId","reason"}} of ours among them. */
  static String found(JsonNode asked, ProviderCall.Answer answer) {
    if (answer.status() != 200) {
      throw StripeFault.of(answer).exception("to list refunds");
    }
    String id = StrictJson.text(asked, "refundId", 64);
    for (JsonNode refund : StripeOrders.readable(answer, "a refund query").path("data")) {
      if (id.equals(refund.path("metadata").path("refund_id").textValue())) {
        return StripeRefund.result(refund);
      }
    }
    return StripeRefund.result("unknown", null, "Stripe has no refund of this number for the payment");
  }
}
