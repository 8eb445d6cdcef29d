package io.paywatt.simulator.alipay;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** All trades, by the merchant's number. */
final class TradeBook {
  private final Map<String, Trade> trades = new ConcurrentHashMap<>();
  /** What the merchant has at Alipay to give back; fen. */
  private long refundable = Long.MAX_VALUE;

  /** Opens the trade, or offers it; the same call again changes nothing. @throws ApiError for other content */
  Trade open(Trade wanted) {
    return trades.compute(wanted.outTradeNo(), (number, before) -> {
      if (before == null) {
        return wanted;
      }
      if (before.paidAt() != null) {
        throw ApiError.business("ACQ.TRADE_HAS_SUCCESS", "the trade is paid");
      }
      if (before.status().equals(Trade.CLOSED)) {
        throw ApiError.business("ACQ.TRADE_HAS_CLOSE", "the trade is closed");
      }
      if (!before.sameRequest(wanted)) {
        throw ApiError.business("ACQ.CONTEXT_INCONSISTENT", "out_trade_no was used with other content");
      }
      return before;
    });
  }

  /** The trade or the offer of it. @throws ApiError ACQ.TRADE_NOT_EXIST */
  Trade any(String outTradeNo) {
    Trade trade = trades.get(outTradeNo);
    if (trade == null) {
      throw ApiError.business("ACQ.TRADE_NOT_EXIST", "there is no such trade");
    }
    return trade;
  }

  /** @param tradeNo wins when both are given. @throws ApiError ACQ.TRADE_NOT_EXIST, also for a mere offer */
  Trade find(String outTradeNo, String tradeNo) {
    Trade found = tradeNo.isEmpty() ? any(outTradeNo) : trades.values().stream()
        .filter(trade -> trade.tradeNo().equals(tradeNo)).findFirst().orElseGet(() -> any(""));
    if (found.status().equals(Trade.OFFERED)) {
      throw ApiError.business("ACQ.TRADE_NOT_EXIST", "nobody has begun to pay");
    }
    return found;
  }

  /** The payer scans the code or enters the page. */
  Trade begin(String outTradeNo) {
    any(outTradeNo);
    return trades.computeIfPresent(outTradeNo,
        (number, trade) -> trade.status().equals(Trade.OFFERED) ? trade.begun(newNumber()) : trade);
  }

  /** @throws ApiError ACQ.TRADE_HAS_CLOSE; paying a paid trade changes nothing */
  Trade pay(String outTradeNo, Instant now) {
    begin(outTradeNo);
    return trades.computeIfPresent(outTradeNo, (number, trade) -> {
      if (trade.paidAt() != null) {
        return trade;
      }
      if (trade.status().equals(Trade.CLOSED) || now.isAfter(trade.expiresAt())) {
        throw ApiError.business("ACQ.TRADE_HAS_CLOSE", "the trade is closed");
      }
      return trade.paid(Instant.ofEpochSecond(now.getEpochSecond()));
    });
  }

  /** @throws ApiError ACQ.TRADE_NOT_EXIST, ACQ.TRADE_STATUS_ERROR when it is paid */
  Trade close(String outTradeNo) {
    find(outTradeNo, "");
    return trades.computeIfPresent(outTradeNo, (number, trade) -> {
      if (trade.paidAt() != null) {
        throw ApiError.business("ACQ.TRADE_STATUS_ERROR", "the trade is paid");
      }
      return trade.status(Trade.CLOSED);
    });
  }

  /** The time to refund is over. */
  Trade finish(String outTradeNo) {
    any(outTradeNo);
    return trades.computeIfPresent(outTradeNo, (number, trade) -> trade.status(Trade.FINISHED));
  }

  /** Refunds once for each request number. @throws ApiError when it can't be */
  synchronized Trade refund(String outTradeNo, String requestNo, long fen, Instant now) {
    return trades.computeIfPresent(outTradeNo, (number, trade) -> {
      if (trade.refund(requestNo).isPresent()) {
        if (trade.refund(requestNo).get().fen() != fen) {
          throw ApiError.business("ACQ.DISCORDANT_REPEAT_REQUEST", "out_request_no was used with another amount");
        }
        return trade;
      }
      requireRefundable(trade, fen);
      refundable -= fen;
      return trade.refunded(new Trade.Refund(requestNo, fen, now));
    });
  }

  private void requireRefundable(Trade trade, long fen) {
    if (trade.status().equals(Trade.FINISHED)) {
      throw ApiError.business("ACQ.TRADE_HAS_FINISHED", "the time to refund is over");
    }
    if (!trade.status().equals(Trade.SUCCESS)) {
      throw ApiError.business("ACQ.TRADE_STATUS_ERROR", "the trade is not paid");
    }
    if (trade.refundedFen() + fen > trade.fen()) {
      throw ApiError.business("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "more than was paid");
    }
    if (fen > refundable) {
      throw ApiError.business("ACQ.SELLER_BALANCE_NOT_ENOUGH", "the seller's balance is not enough");
    }
  }

  synchronized void refundable(long fen) {
    refundable = fen;
  }

  Collection<Trade> all() {
    return List.copyOf(trades.values());
  }

  static String newNumber() {
    return LocalDate.now(Yuan.BEIJING).toString().replace("-", "") + "220014"
        + ThreadLocalRandom.current().nextLong(10_000_000_000_000L, 99_999_999_999_999L);
  }
}
