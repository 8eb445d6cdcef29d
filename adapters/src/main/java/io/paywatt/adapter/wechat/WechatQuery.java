package io.paywatt.adapter.wechat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;
import org.apache.camel.Exchange;

/** Asks how an order stands: by our number if there is one, else by WeChat's, under which only paid orders are known. */
final class WechatQuery implements WechatOperation {
  private static final String PATH = "/v3/pay/transactions/";

  private final WechatCalls calls;
  private final WechatPayments payments;

  WechatQuery(WechatCalls calls, WechatPayments payments) {
    this.calls = calls;
    this.payments = payments;
  }

  @Override
  public String what() {
    return "the query";
  }

  @Override
  public void begin(Exchange exchange, JsonNode ask) {
    String order = StrictJson.optionalText(ask, "orderId", 32);
    String path = order != null ? PATH + "out-trade-no/" + encoded(order)
        : PATH + "id/" + encoded(StrictJson.text(ask, "transactionId", 128));
    calls.get(exchange, path + "?mchid=" + calls.settings().merchantId());
  }

  /** {@code {"state":"paid"|"unpaid"|"closed"|"unknown","notice","reason"}}. */
  @Override
  public String end(Exchange exchange, JsonNode ask, ProviderCall.Answer answer) {
    String code = WechatFault.code(answer);
    if (answer.status() == 404 || code.equals("ORDERNOTEXIST")) {
      // Never opened at WeChat, so it was not paid there.
      return state("unpaid", "WeChat does not know the order");
    }
    if (answer.status() != 200) {
      throw WechatFault.of(answer, what());
    }
    JsonNode transaction = calls.proven(answer, what());
    requireSame(ask, "orderId", transaction, "out_trade_no");
    requireSame(ask, "transactionId", transaction, "transaction_id");
    return state(transaction, answer.body());
  }

  private String state(JsonNode transaction, byte[] raw) {
    String state = transaction.path("trade_state").asText("");
    return switch (state) {
      case "SUCCESS", "REFUND" -> paid(transaction, state, raw);
      case "NOTPAY", "USERPAYING", "ACCEPT", "PAYERROR" -> state("unpaid", state);
      case "CLOSED", "REVOKED" -> state("closed", state);
      default -> state("unknown", "WeChat names the state '" + Printable.of(state) + "'");
    };
  }

  private String paid(JsonNode transaction, String state, byte[] raw) {
    try {
      ObjectNode result = result("paid", state.equals("REFUND") ? "paid, and refunded since, in part or whole" : null);
      result.set("notice", StrictJson.object(payments.read(transaction, raw).toJson(), "the notice"));
      return result.toString();
    } catch (Rejected e) {
      throw WechatCalls.untrusted(what(), e.getMessage());
    }
  }

  private void requireSame(JsonNode ask, String field, JsonNode transaction, String theirs) {
    String asked = StrictJson.optionalText(ask, field, 128);
    // Before payment WeChat has no number of its own.
    if (asked != null && transaction.hasNonNull(theirs) && !asked.equals(transaction.get(theirs).asText())) {
      throw WechatCalls.untrusted(what(), "it is about another " + theirs);
    }
  }

  private static String state(String state, String reason) {
    return result(state, reason).putNull("notice").toString();
  }

  private static ObjectNode result(String state, String reason) {
    return StrictJson.MAPPER.createObjectNode().put("state", state).put("reason", reason);
  }

  /** A path segment: our numbers need no escape, and nothing else gets through unescaped. */
  static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
