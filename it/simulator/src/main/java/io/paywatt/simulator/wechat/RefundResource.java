package io.paywatt.simulator.wechat;

import java.time.Instant;
import java.util.function.Consumer;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;

/** Takes refunds and tells what became of them: facts/payments.md 1.4. */
final class RefundResource implements Resource {
  private static final String PATH = "/v3/refund/domestic/refunds";

  private final OrderBook orders;
  private final RefundBook refunds;
  private final Consumer<WechatRefund> accepted;

  /** @param accepted does what follows on a refund, in its own time */
  RefundResource(OrderBook orders, RefundBook refunds, Consumer<WechatRefund> accepted) {
    this.orders = orders;
    this.refunds = refunds;
    this.accepted = accepted;
  }

  @Override
  public WireResponse answer(WireRequest request, Instant now) {
    if (request.method().equals("POST") && request.path().equals(PATH)) {
      return WireResponse.json(200, open(Fields.body(request.body()), now).answer());
    }
    if (request.method().equals("GET") && request.path().startsWith(PATH + "/")) {
      return WireResponse.json(200, refunds.get(request.path().substring(PATH.length() + 1)).answer());
    }
    return null;
  }

  private WechatRefund open(JsonNode body, Instant now) {
    WechatOrder order = order(body);
    String number = Fields.text(body, "/out_refund_no", 64);
    if (!number.matches("[0-9A-Za-z_\\-|*@]+")) {
      throw ApiError.parameter("/out_refund_no", "digits, letters and _-|*@");
    }
    if (Fields.fen(body, "/amount/total") != order.totalFen()) {
      throw ApiError.of(400, "INVALID_REQUEST", "amount.total differs from the order's");
    }
    Fields.currency(body, true);
    WechatRefund wanted = new WechatRefund(number, "50200" + Nonces.digits(24), order, Fields.fen(body, "/amount/refund"),
        Fields.optional(body, "/reason", 80), Fields.optional(body, "/notify_url", 256), "PROCESSING", now, null);
    WechatRefund refund = refunds.open(wanted);
    if (refund == wanted) {
      orders.refund(order.outTradeNo());
      accepted.accept(refund);
    }
    return refund;
  }

  private WechatOrder order(JsonNode body) {
    String transaction = Fields.optional(body, "/transaction_id", 32);
    String number = Fields.optional(body, "/out_trade_no", 32);
    if (transaction.isEmpty() == number.isEmpty()) {
      throw ApiError.parameter("/transaction_id", "either transaction_id or out_trade_no is needed");
    }
    WechatOrder order = transaction.isEmpty() ? orders.get(number) : orders.byTransaction(transaction);
    if (!order.isPaid()) {
      throw ApiError.of(404, "RESOURCE_NOT_EXISTS", "the order is not paid");
    }
    return order;
  }
}
