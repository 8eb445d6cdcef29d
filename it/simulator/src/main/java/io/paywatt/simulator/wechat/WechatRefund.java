package io.paywatt.simulator.wechat;

import java.time.Instant;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;

/**
 * A refund and where it stands.
 *
 * @param outRefundNo the merchant's number
 * @param refundId    WeChat Pay's
 * @param order       what is given back, as it was when the refund was accepted
 * @param fen         integer fen given back
 * @param status      PROCESSING, SUCCESS, CLOSED or ABNORMAL
 * @param endedAt     null while processing
 */
public record WechatRefund(String outRefundNo, String refundId, WechatOrder order, long fen, String reason,
    String notifyUrl, String status, Instant createdAt, Instant endedAt) {

  WechatRefund ended(String newStatus, Instant now) {
    return new WechatRefund(outRefundNo, refundId, order, fen, reason, notifyUrl, newStatus, createdAt, now);
  }

  /** Whether it takes from what can still be given back. */
  boolean counts() {
    return !status.equals("CLOSED");
  }

  boolean sameRequest(WechatRefund other) {
    return order.outTradeNo().equals(other.order.outTradeNo()) && fen == other.fen;
  }

  /** As the refund calls answer it. */
  ObjectNode answer() {
    ObjectNode json = Json.object().put("refund_id", refundId).put("out_refund_no", outRefundNo)
        .put("transaction_id", order.transactionId()).put("out_trade_no", order.outTradeNo()).put("channel", "ORIGINAL")
        .put("user_received_account", "支付用户零钱").put("create_time", Transaction.beijing(createdAt)).put("status", status)
        .put("funds_account", "AVAILABLE");
    if (status.equals("SUCCESS")) {
      json.put("success_time", Transaction.beijing(endedAt));
    }
    amount(json).put("currency", "CNY").put("settlement_refund", fen).put("settlement_total", order.totalFen())
        .put("discount_refund", 0);
    return json;
  }

  /** As its notice tells it: no app, no currency. */
  ObjectNode content(Merchant merchant) {
    ObjectNode json = Json.object().put("mchid", merchant.id()).put("transaction_id", order.transactionId())
        .put("out_trade_no", order.outTradeNo()).put("refund_id", refundId).put("out_refund_no", outRefundNo)
        .put("refund_status", status).put("user_received_account", "支付用户零钱");
    if (status.equals("SUCCESS")) {
      json.put("success_time", Transaction.beijing(endedAt));
    }
    amount(json);
    return json;
  }

  private ObjectNode amount(ObjectNode json) {
    return json.putObject("amount").put("total", order.totalFen()).put("refund", fen)
        .put("payer_total", order.totalFen()).put("payer_refund", fen);
  }
}
