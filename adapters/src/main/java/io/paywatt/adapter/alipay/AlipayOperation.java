package io.paywatt.adapter.alipay;

import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.StrictJson;

/** One thing to ask of Alipay: from the hub's JSON to Alipay's and back. */
interface AlipayOperation {
  /** Alipay's method, such as alipay.trade.query. */
  String method(JsonNode in);

  /** The business content. @throws io.paywatt.ledger.Rejected 400 naming the field that is missing or wrong */
  ObjectNode content(JsonNode in);

  /** Parameters beside the common ones. */
  default Map<String, String> parameters(JsonNode in) {
    return Map.of();
  }

  /**
   * What the hub is told.
   *
   * @throws io.paywatt.ledger.Rejected    422 when asking again can't help
   * @throws io.paywatt.ledger.Unavailable when it may
   */
  String result(JsonNode in, AlipayReply reply);

  /** {@code {"state","reason"}} and room for more. @param reason null for none */
  static ObjectNode state(String state, String reason) {
    return StrictJson.MAPPER.createObjectNode().put("state", state).put("reason", reason);
  }

  /** Names the trade by Alipay's number or ours. */
  static ObjectNode trade(JsonNode in) {
    ObjectNode content = StrictJson.MAPPER.createObjectNode();
    String trade = StrictJson.optionalText(in, "transactionId", 64);
    return trade == null ? content.put("out_trade_no", StrictJson.text(in, "orderId", 64)) : content.put("trade_no", trade);
  }

  /** The answer must be about the trade asked for. @throws io.paywatt.ledger.Unavailable when it is not */
  static void requireSameTrade(JsonNode in, AlipayReply reply) {
    String trade = StrictJson.optionalText(in, "transactionId", 64);
    if (trade == null) {
      reply.requireSame("out_trade_no", StrictJson.optionalText(in, "orderId", 64));
    } else {
      reply.requireSame("trade_no", trade);
    }
  }
}
