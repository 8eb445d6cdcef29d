package io.paywatt.adapter.alipay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.GenuineNotice;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.payment.PaymentNotice;

/** Asks whether an order was paid: {@code alipay.trade.query}. */
final class AlipayQuery implements AlipayOperation {
  @Override
  public String method(JsonNode in) {
    return "alipay.trade.query";
  }

  @Override
  public ObjectNode content(JsonNode in) {
    return AlipayOperation.trade(in);
  }

  @Override
  public String result(JsonNode in, AlipayReply reply) {
    if (!reply.success()) {
      return refused(in, reply).toString();
    }
    AlipayOperation.requireSameTrade(in, reply);
    String state = reply.text("trade_status");
    return switch (state == null ? "" : state) {
      case "TRADE_SUCCESS", "TRADE_FINISHED" -> paid(reply).toString();
      case "WAIT_BUYER_PAY" -> answer("unpaid", null).toString();
      case "TRADE_CLOSED" -> answer("closed", reply.text("send_pay_date") == null ? null
          : "closed after it was paid: all of it went back to the payer").toString();
      default -> answer("unknown", "Alipay says trade_status " + (state == null ? "nothing" : Printable.of(state))).toString();
    };
  }

  /** A code that nobody scanned and a page on which nobody began to pay have no trade yet. */
  private static ObjectNode refused(JsonNode in, AlipayReply reply) {
    if (!reply.subCode().equals("ACQ.TRADE_NOT_EXIST")) {
      throw new Rejected(422, "Alipay refused the query:" + reply.reason());
    }
    return answer(in.hasNonNull("transactionId") ? "unknown" : "unpaid", "Alipay has no such trade");
  }

  private static ObjectNode paid(AlipayReply reply) {
    try {
      PaymentNotice notice = new PaymentNotice("alipay", StrictJson.text(reply.node(), "trade_no", 64),
          StrictJson.text(reply.node(), "out_trade_no", 64), null,
          new Money(Yuan.fen("total_amount", reply.text("total_amount")), "CNY"),
          BeijingTime.read("send_pay_date", reply.text("send_pay_date")), null, reply.raw());
      ObjectNode answer = answer("paid", null);
      answer.set("notice", StrictJson.object(GenuineNotice.normalised(notice).toJson(), "the notice"));
      return answer;
    } catch (Rejected e) {
      throw new Unavailable("Alipay says that the order is paid, but not how: " + e.getMessage(), e);
    }
  }

  private static ObjectNode answer(String state, String reason) {
    return AlipayOperation.state(state, reason).putNull("notice");
  }
}
