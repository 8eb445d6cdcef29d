package io.paywatt.adapter.alipay;

import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.StrictJson;

/** Gives money back: {@code alipay.trade.refund}. The same refundId never goes back twice, so it may be asked again. */
final class AlipayRefund implements AlipayOperation {
  private static final Set<String> FOR_GOOD = Set.of("ACQ.TRADE_NOT_EXIST", "ACQ.TRADE_HAS_FINISHED",
      "ACQ.TRADE_HAS_CLOSE", "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "ACQ.REASON_TRADE_REFUND_FEE_ERR",
      "ACQ.INVALID_PARAMETER", "ACQ.DISCORDANT_REPEAT_REQUEST", "ACQ.TRADE_STATUS_ERROR");

  @Override
  public String method(JsonNode in) {
    return "alipay.trade.refund";
  }

  @Override
  public ObjectNode content(JsonNode in) {
    ObjectNode refund = AlipayOperation.trade(in)
        .put("refund_amount", Yuan.text(StrictJson.amount(in, "amount")))
        .put("out_request_no", StrictJson.text(in, "refundId", 64));
    String reason = StrictJson.optionalText(in, "reason", 4096);
    return reason == null ? refund : refund.put("refund_reason", reason.substring(0, Math.min(256, reason.length())));
  }

  @Override
  public String result(JsonNode in, AlipayReply reply) {
    if (reply.success()) {
      AlipayOperation.requireSameTrade(in, reply);
      // Without a change of funds it was done before, or is not done yet: only the query knows.
      return answer("Y".equals(reply.text("fund_change")) ? "done" : "processing", null);
    }
    String state = reply.subCode().equals("ACQ.SELLER_BALANCE_NOT_ENOUGH") ? "held"
        : FOR_GOOD.contains(reply.subCode()) ? "refused" : "unknown";
    return answer(state, "Alipay says" + reply.reason());
  }

  /** The answer to refund and refund-query; Alipay has no number of its own for a refund. */
  static String answer(String state, String reason) {
    return AlipayOperation.state(state, reason).putNull("providerRefundId").toString();
  }
}
