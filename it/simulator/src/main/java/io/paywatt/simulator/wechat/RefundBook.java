package io.paywatt.simulator.wechat;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All refunds, by the merchant's number; the same number never refunds twice. */
final class RefundBook {
  private static final int MOST_FOR_AN_ORDER = 50;

  private final Map<String, WechatRefund> refunds = new ConcurrentHashMap<>();
  private volatile boolean merchantHasMoney = true;

  void merchantHasMoney(boolean has) {
    this.merchantHasMoney = has;
  }

  /**
   * Takes the refund, or finds it.
   *
   * @throws ApiError INVALID_REQUEST when it is more than is left or the number was used otherwise, NOT_ENOUGH
   */
  synchronized WechatRefund open(WechatRefund wanted) {
    WechatRefund before = refunds.get(wanted.outRefundNo());
    if (before != null) {
      if (!before.sameRequest(wanted)) {
        throw ApiError.of(400, "INVALID_REQUEST", "out_refund_no was used with other content");
      }
      return before;
    }
    if (!merchantHasMoney) {
      throw ApiError.of(403, "NOT_ENOUGH", "the merchant's balance is too low");
    }
    List<WechatRefund> earlier = of(wanted.order().outTradeNo());
    long given = earlier.stream().filter(WechatRefund::counts).mapToLong(WechatRefund::fen).sum();
    if (given + wanted.fen() > wanted.order().totalFen() || earlier.size() >= MOST_FOR_AN_ORDER) {
      throw ApiError.of(400, "INVALID_REQUEST", "more than is left of the order");
    }
    refunds.put(wanted.outRefundNo(), wanted);
    return wanted;
  }

  /** @throws ApiError RESOURCE_NOT_EXISTS */
  WechatRefund get(String outRefundNo) {
    WechatRefund refund = refunds.get(outRefundNo);
    if (refund == null) {
      throw ApiError.of(404, "RESOURCE_NOT_EXISTS", "there is no such refund");
    }
    return refund;
  }

  /** Ends it unless it has ended before. */
  WechatRefund end(String outRefundNo, String status, Instant now) {
    get(outRefundNo);
    return refunds.computeIfPresent(outRefundNo, (number, refund) ->
        refund.endedAt() == null || refund.status().equals("ABNORMAL") ? refund.ended(status, now) : refund);
  }

  List<WechatRefund> of(String outTradeNo) {
    return refunds.values().stream().filter(refund -> refund.order().outTradeNo().equals(outTradeNo)).toList();
  }

  Collection<WechatRefund> all() {
    return List.copyOf(refunds.values());
  }
}
