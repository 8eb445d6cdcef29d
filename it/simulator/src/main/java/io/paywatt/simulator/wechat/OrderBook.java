package io.paywatt.simulator.wechat;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All orders, by the merchant's number. */
final class OrderBook {
  private final Map<String, WechatOrder> orders = new ConcurrentHashMap<>();

  /**
   * Opens the order; the same call again gets a new prepay id.
   *
   * @throws ApiError OUT_TRADE_NO_USED for other content, ORDER_CLOSED, INVALID_REQUEST when paid
   */
  WechatOrder open(WechatOrder wanted, Instant now) {
    return orders.compute(wanted.outTradeNo(), (number, before) -> {
      if (before != null) {
        requireRepeatable(before, wanted, now);
      }
      return wanted;
    });
  }

  private static void requireRepeatable(WechatOrder before, WechatOrder wanted, Instant now) {
    switch (before.stateAt(now)) {
      case "SUCCESS", "REFUND" -> throw ApiError.of(400, "INVALID_REQUEST", "the order is paid");
      case "CLOSED" -> throw ApiError.of(400, "ORDER_CLOSED", "the order is closed");
      default -> {
        if (!before.sameRequest(wanted)) {
          throw ApiError.of(403, "OUT_TRADE_NO_USED", "out_trade_no was used with other content");
        }
      }
    }
  }

  /** @throws ApiError ORDER_NOT_EXIST */
  WechatOrder get(String outTradeNo) {
    WechatOrder order = orders.get(outTradeNo);
    if (order == null) {
      throw ApiError.of(404, "ORDER_NOT_EXIST", "there is no such order");
    }
    return order;
  }

  /** @throws ApiError ORDER_NOT_EXIST */
  WechatOrder byTransaction(String transactionId) {
    return orders.values().stream().filter(order -> transactionId.equals(order.transactionId())).findFirst()
        .orElseThrow(() -> ApiError.of(404, "ORDER_NOT_EXIST", "there is no such transaction"));
  }

  /** @throws ApiError ORDER_NOT_EXIST, ORDER_CLOSED; paying a paid order changes nothing */
  WechatOrder pay(String outTradeNo, Instant now) {
    return pay(outTradeNo, get(outTradeNo).totalFen(), now);
  }

  /** As {@link #pay(String, Instant)}, with another amount than was ordered. @param fen more than 0 */
  WechatOrder pay(String outTradeNo, long fen, Instant now) {
    get(outTradeNo);
    return orders.computeIfPresent(outTradeNo, (number, order) -> switch (order.stateAt(now)) {
      case "SUCCESS", "REFUND" -> order;
      case "CLOSED" -> throw ApiError.of(400, "ORDER_CLOSED", "the order is closed");
      default -> order.paid("4200" + Nonces.digits(24), fen, now);
    });
  }

  /** @throws ApiError ORDER_NOT_EXIST, INVALID_REQUEST when paid */
  void close(String outTradeNo, Instant now) {
    get(outTradeNo);
    orders.computeIfPresent(outTradeNo, (number, order) -> {
      if (order.isPaid()) {
        throw ApiError.of(400, "INVALID_REQUEST", "the order is paid");
      }
      return order.closed();
    });
  }

  /** Some of its money goes back. */
  void refund(String outTradeNo) {
    orders.computeIfPresent(outTradeNo, (number, order) -> order.refunded());
  }

  Collection<WechatOrder> all() {
    return List.copyOf(orders.values());
  }
}
