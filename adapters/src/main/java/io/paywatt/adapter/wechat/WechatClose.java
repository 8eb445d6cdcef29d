package io.paywatt.adapter.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.StrictJson;
import org.apache.camel.Exchange;

/** Gives an unpaid order up at WeChat, so that it can't be paid any more. */
final class WechatClose implements WechatOperation {
  private final WechatCalls calls;

  WechatClose(WechatCalls calls) {
    this.calls = calls;
  }

  @Override
  public String what() {
    return "the close";
  }

  @Override
  public void begin(Exchange exchange, JsonNode ask) {
    String order = WechatQuery.encoded(StrictJson.text(ask, "orderId", 32));
    calls.post(exchange, "/v3/pay/transactions/out-trade-no/" + order + "/close",
        StrictJson.MAPPER.createObjectNode().put("mchid", calls.settings().merchantId()));
  }

  /** {@code {"state":"closed"|"paid"|"unknown","reason"}}. */
  @Override
  public String end(Exchange exchange, JsonNode ask, ProviderCall.Answer answer) {
    if (answer.status() == 204 || answer.status() == 200) {
      calls.prove(answer, what());
      return state("closed", null);
    }
    String reason = WechatFault.words(answer, what());
    return switch (WechatFault.code(answer)) {
      case "ORDERCLOSED", "ORDERNOTEXIST", "RESOURCENOTEXISTS" -> state("closed", reason);
      case "ORDERPAID" -> state("paid", reason);
      // WeChat says so of a paid order too: only a query tells.
      case "INVALIDREQUEST", "TRADEERROR", "RULELIMIT" -> state("unknown", reason);
      default -> throw WechatFault.of(answer, what());
    };
  }

  private static String state(String state, String reason) {
    return StrictJson.MAPPER.createObjectNode().put("state", state).put("reason", reason).toString();
  }
}
