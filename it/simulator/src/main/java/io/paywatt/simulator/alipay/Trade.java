package io.paywatt.simulator.alipay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A trade and where it stands.
 *
 * @param outTradeNo the merchant's number
 * @param tradeNo    Alipay's, 28 digits; empty while nobody has scanned the code or opened the page
 * @param fen        what is to be paid
 * @param status     OFFERED (there is a code or page and no trade), WAIT_BUYER_PAY, TRADE_CLOSED, TRADE_SUCCESS, TRADE_FINISHED
 * @param expiresAt  can't be paid later
 * @param paidAt     null until paid
 * @param refunds    in their order
 */
public record Trade(String outTradeNo, String tradeNo, long fen, String subject, String buyerId, String notifyUrl,
    Instant createdAt, Instant expiresAt, String status, Instant paidAt, List<Refund> refunds) {
  static final String OFFERED = "OFFERED";
  static final String WAITING = "WAIT_BUYER_PAY";
  static final String CLOSED = "TRADE_CLOSED";
  static final String SUCCESS = "TRADE_SUCCESS";
  static final String FINISHED = "TRADE_FINISHED";

  /** @param requestNo out_request_no of the merchant */
  public record Refund(String requestNo, long fen, Instant at) {}

  Trade status(String next) {
    return new Trade(outTradeNo, tradeNo, fen, subject, buyerId, notifyUrl, createdAt, expiresAt, next, paidAt, refunds);
  }

  Trade begun(String number) {
    return new Trade(outTradeNo, number, fen, subject, buyerId, notifyUrl, createdAt, expiresAt, WAITING, null, refunds);
  }

  Trade paid(Instant at) {
    return new Trade(outTradeNo, tradeNo, fen, subject, buyerId, notifyUrl, createdAt, expiresAt, SUCCESS, at, refunds);
  }

  Trade refunded(Refund refund) {
    List<Refund> all = Stream.concat(refunds.stream(), Stream.of(refund)).toList();
    boolean whole = all.stream().mapToLong(Refund::fen).sum() == fen;
    return new Trade(outTradeNo, tradeNo, fen, subject, buyerId, notifyUrl, createdAt, expiresAt, whole ? CLOSED : status,
        paidAt, all);
  }

  /** All that went back so far, fen. */
  public long refundedFen() {
    return refunds.stream().mapToLong(Refund::fen).sum();
  }

  Optional<Refund> refund(String requestNo) {
    return refunds.stream().filter(refund -> refund.requestNo().equals(requestNo)).findFirst();
  }

  boolean sameRequest(Trade other) {
    return fen == other.fen && subject.equals(other.subject) && buyerId.equals(other.buyerId)
        && notifyUrl.equals(other.notifyUrl);
  }
}
