package io.paywatt.simulator.wechat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;

/** An order as queries and notices show it: facts/payments.md 1.4 and 1.5. */
final class Transaction {
  private static final DateTimeFormatter BEIJING =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX").withZone(ZoneOffset.ofHours(8));

  private Transaction() {}

  static String beijing(Instant at) {
    return BEIJING.format(at);
  }

  /** Before payment amount, payer and transaction_id are absent, as in the real answer. */
  static ObjectNode of(Merchant merchant, WechatOrder order, Instant now) {
    String state = order.stateAt(now);
    ObjectNode json = Json.object().put("appid", merchant.appId()).put("mchid", merchant.id())
        .put("out_trade_no", order.outTradeNo()).put("attach", order.attach()).put("trade_state", state)
        .put("trade_state_desc", description(state));
    if (order.transactionId() != null) {
      json.put("transaction_id", order.transactionId()).put("trade_type", order.tradeType()).put("bank_type", "OTHERS")
          .put("success_time", beijing(order.paidAt()));
      json.putObject("payer").put("openid", order.openid());
      json.putObject("amount").put("total", order.totalFen()).put("payer_total", order.totalFen())
          .put("currency", order.currency()).put("payer_currency", order.currency());
      json.putArray("promotion_detail");
    }
    return json;
  }

  private static String description(String state) {
    return switch (state) {
      case "SUCCESS" -> "支付成功";
      case "REFUND" -> "订单发生过退款";
      case "CLOSED" -> "订单已关闭";
      default -> "订单未支付";
    };
  }
}
