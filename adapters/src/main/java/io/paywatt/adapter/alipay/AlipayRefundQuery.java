package io.paywatt.adapter.alipay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Unavailable;

/** Asks what became of one refund: {@code alipay.trade.fastpay.refund.query}. Alipay finds only what has succeeded. */
final class AlipayRefundQuery implements AlipayOperation {
  @Override
  public String method(JsonNode in) {
    return "alipay.trade.fastpay.refund.query";
  }

  @Override
  public ObjectNode content(JsonNode in) {
    return AlipayOperation.trade(in).put("out_request_no", StrictJson.text(in, "refundId", 64));
  }

  @Override
  public String result(JsonNode in, AlipayReply reply) {
    long asked = StrictJson.amount(in, "amount");
    long fen = refundedFen(in, reply);
    if (fen == 0) {
      return AlipayRefund.answer("unknown", "Alipay knows no finished refund of this number" + reply.reason());
    }
    return fen == asked ? AlipayRefund.answer("done", null) : AlipayRefund.answer("unknown",
        "Alipay gave back " + Yuan.text(fen) + " by this number, asked were " + Yuan.text(asked));
  }

  /** What went back by this one request, in fen; 0 when nothing has. @throws Unavailable when the answer is about another */
  static long refundedFen(JsonNode in, AlipayReply reply) {
    String status = reply.text("refund_status");
    if (!reply.success() || reply.text("refund_amount") == null || status != null && !status.equals("REFUND_SUCCESS")) {
      return 0;
    }
    AlipayOperation.requireSameTrade(in, reply);
    reply.requireSame("out_request_no", StrictJson.text(in, "refundId", 64));
    try {
      return Yuan.fen("refund_amount", reply.text("refund_amount"));
    } catch (io.paywatt.ledger.Rejected e) {
      throw new Unavailable("Alipay's answer is not readable: " + e.getMessage(), e);
    }
  }
}
