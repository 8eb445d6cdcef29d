package io.paywatt.adapter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a provider tells about a refund, as {@code direct:refund-accept} takes it.
 *
 * @param provider         adapter name
 * @param refundId         our refund number
 * @param transactionId    the provider's id of the payment
 * @param providerRefundId the provider's id of the refund, or null
 * @param amount           minor units given back
 * @param currency         ISO 4217 code
 * @param state            done, refused (for good) or abnormal (stuck, a person has to act)
 * @param at               when it came to that
 * @param raw              the verified body, byte for byte
 */
public record RefundNotice(String provider, String refundId, String transactionId, String providerRefundId, long amount,
    String currency, String state, Instant at, byte[] raw) {
  /** UTF-8 JSON. */
  public byte[] toJson() {
    ObjectNode json = StrictJson.MAPPER.createObjectNode();
    json.put("provider", provider).put("refundId", refundId).put("transactionId", transactionId)
        .put("providerRefundId", providerRefundId).put("amount", amount).put("currency", currency).put("state", state)
        .put("at", at.toString()).put("raw", Base64.getEncoder().encodeToString(raw));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
