package io.paywatt.simulator.alipay;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;

/** What the methods of the gateway do. */
final class TradeCalls {
  private final TradeBook trades;
  private final Function<String, String> bills;

  /** @param bills address of the bill of a day or month, as the merchant writes it */
  TradeCalls(TradeBook trades, Function<String, String> bills) {
    this.trades = trades;
    this.bills = bills;
  }

  /** @throws ApiError when the gateway refuses */
  ObjectNode call(String method, Map<String, String> parameters, JsonNode content, Instant now) {
    return switch (method) {
      case "alipay.trade.create" -> numbers(trades.open(TradeRequests.open(parameters, content, false, now)));
      case "alipay.trade.precreate" -> qr(offer(parameters, content, now));
      case "alipay.trade.query" -> query(trade(content));
      case "alipay.trade.close" -> numbers(trades.close(trade(content).outTradeNo()));
      case "alipay.trade.refund" -> refund(content, now);
      case "alipay.trade.fastpay.refund.query" -> refundQuery(content);
      case "alipay.data.dataservice.bill.downloadurl.query" -> bill(content);
      default -> throw ApiError.gateway("isv.invalid-method", "there is no such method");
    };
  }

  /** A code or a page: there is no trade until the payer acts. */
  Trade offer(Map<String, String> parameters, JsonNode content, Instant now) {
    return trades.open(TradeRequests.open(parameters, content, true, now));
  }

  private Trade trade(JsonNode content) {
    String ours = content.path("out_trade_no").asText("");
    String theirs = content.path("trade_no").asText("");
    if (ours.isEmpty() && theirs.isEmpty()) {
      throw ApiError.missing("out_trade_no");
    }
    return trades.find(ours, theirs);
  }

  private static ObjectNode success() {
    return Json.object().put("code", "10000").put("msg", "Success");
  }

  private static ObjectNode numbers(Trade trade) {
    return success().put("trade_no", trade.tradeNo()).put("out_trade_no", trade.outTradeNo());
  }

  private static ObjectNode qr(Trade trade) {
    return success().put("out_trade_no", trade.outTradeNo())
        .put("qr_code", "https://qr.alipay.com/bax" + Integer.toHexString(trade.outTradeNo().hashCode()));
  }

  private static ObjectNode query(Trade trade) {
    ObjectNode node = numbers(trade).put("trade_status", trade.status()).put("total_amount", Yuan.text(trade.fen()))
        .put("buyer_user_id", trade.buyerId());
    return trade.paidAt() == null ? node : node.put("send_pay_date", Yuan.time(trade.paidAt()));
  }

  private ObjectNode refund(JsonNode content, Instant now) {
    Trade before = trade(content);
    long fen = Yuan.fen("refund_amount", TradeRequests.text(content, "refund_amount", 16));
    String request = content.path("out_request_no").asText(before.outTradeNo());
    boolean again = before.refund(request).isPresent();
    Trade after = trades.refund(before.outTradeNo(), request, fen, now);
    return numbers(after).put("fund_change", again ? "N" : "Y").put("refund_fee", Yuan.text(after.refundedFen()))
        .put("gmt_refund_pay", Yuan.time(now)).put("buyer_user_id", after.buyerId());
  }

  private ObjectNode refundQuery(JsonNode content) {
    Trade trade = trade(content);
    String request = TradeRequests.text(content, "out_request_no", 64);
    // Of a refund that has not succeeded Alipay says nothing but that it understood.
    return trade.refund(request).map(refund -> numbers(trade).put("out_request_no", request)
        .put("total_amount", Yuan.text(trade.fen())).put("refund_amount", Yuan.text(refund.fen()))
        .put("refund_status", "REFUND_SUCCESS")).orElseGet(TradeCalls::success);
  }

  private ObjectNode bill(JsonNode content) {
    String type = TradeRequests.text(content, "bill_type", 20);
    String date = TradeRequests.text(content, "bill_date", 10);
    if (!type.matches("trade|signcustomer") || !date.matches("\\d{4}-\\d\\d(-\\d\\d)?")) {
      throw ApiError.parameter("bill_type must be trade or signcustomer, bill_date like 2026-11-23 or 2026-11");
    }
    String address = bills.apply(date);
    if (address == null) {
      throw ApiError.business("isp.bill_not_exist", "there is no bill of that day");
    }
    return success().put("bill_download_url", address);
  }
}
