package io.paywatt.adapter.alipay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.StrictJson;

/** Closes an order that nobody paid: {@code alipay.trade.close}. */
final class AlipayClose implements AlipayOperation {
  @Override
  public String method(JsonNode in) {
    return "alipay.trade.close";
  }

  @Override
  public ObjectNode content(JsonNode in) {
    return StrictJson.MAPPER.createObjectNode().put("out_trade_no", StrictJson.text(in, "orderId", 64));
  }

  @Override
  public String result(JsonNode in, AlipayReply reply) {
    if (reply.success()) {
      reply.requireSame("out_trade_no", StrictJson.text(in, "orderId", 64));
      return AlipayOperation.state("closed", null).toString();
    }
    String reason = "Alipay says" + reply.reason();
    return (switch (reply.subCode()) {
      // Nothing to close, and nothing that stops a payment until the code or page ends after its two hours.
      case "ACQ.TRADE_NOT_EXIST", "ACQ.TRADE_HAS_CLOSE" -> AlipayOperation.state("closed", reason);
      case "ACQ.TRADE_HAS_SUCCESS", "ACQ.TRADE_HAS_FINISHED" -> AlipayOperation.state("paid", reason);
      default -> AlipayOperation.state("unknown", reason);
    }).toString();
  }
}
