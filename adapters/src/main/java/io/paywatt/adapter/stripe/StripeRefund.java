package io.paywatt.adapter.stripe;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.money.Money;

/** A refund, the same in an event and in an answer. */
final class StripeRefund {
  private static final int TEXT = 128;

  private StripeRefund() {}

  /** State of the normalised refund notice, or null when Stripe has not ended it. */
  static String noticeState(String status) {
    return switch (status) {
      case "succeeded" -> "done";
      case "failed" -> "abnormal";
      case "canceled" -> "refused";
      default -> null;
    };
  }

  /** The normalised refund notice. @param refundId our number */
  static byte[] notice(JsonNode refund, String refundId, String state, Instant at, String rawBase64) {
    Money money = StripeMoney.read(refund, "amount");
    ObjectNode notice = StrictJson.MAPPER.createObjectNode().put("provider", "stripe").put("refundId", refundId)
        .put("transactionId", StrictJson.text(refund, "payment_intent", TEXT))
        .put("providerRefundId", StrictJson.text(refund, "id", TEXT)).put("amount", money.amount())
        .put("currency", money.currency()).put("state", state).put("at", at.toString()).put("raw", rawBase64);
    return notice.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The answer of the actions refund and refund-query. */
  static String result(JsonNode refund) {
    String state = switch (refund.path("status").asText("")) {
      case "succeeded" -> "done";
      case "failed", "canceled" -> "refused";
      case "pending", "requires_action" -> "processing";
      default -> "unknown";
    };
    return result(state, StrictJson.text(refund, "id", TEXT), refund.path("failure_reason").textValue());
  }

  /** @param id Stripe's number, or null @param reason in words, or null */
  static String result(String state, String id, String reason) {
    return StrictJson.MAPPER.createObjectNode().put("state", state).put("providerRefundId", id).put("reason", reason)
        .toString();
  }
}
