package io.paywatt.simulator.wechat;

import java.time.Instant;

/**
 * An order and where it stands.
 *
 * @param tradeType     JSAPI, NATIVE or MWEB
 * @param outTradeNo    the merchant's number
 * @param totalFen      integer fen
 * @param openid        of the payer; of a native or H5 order empty until paid
 * @param expiresAt     can't be paid later
 * @param prepayId      of the last order call
 * @param state         NOTPAY, SUCCESS, REFUND or CLOSED
 * @param transactionId 28 digits once paid, else null
 * @param paidAt        null until paid
 */
public record WechatOrder(String tradeType, String outTradeNo, String description, long totalFen, String currency,
    String openid, String attach, String notifyUrl, Instant expiresAt, String prepayId, String state,
    String transactionId, Instant paidAt) {

  /** The same order paid now. */
  WechatOrder paid(String newTransactionId, Instant now) {
    return paid(newTransactionId, totalFen, now);
  }

  /** The same order paid now with that much. */
  WechatOrder paid(String newTransactionId, long fen, Instant now) {
    String payer = openid.isEmpty() ? "oNative" + Nonces.word(20) : openid;
    return new WechatOrder(tradeType, outTradeNo, description, fen, currency, payer, attach, notifyUrl, expiresAt,
        prepayId, "SUCCESS", newTransactionId, now);
  }

  /** The same order, some of its money on the way back. */
  WechatOrder refunded() {
    return in("REFUND");
  }

  WechatOrder closed() {
    return in("CLOSED");
  }

  private WechatOrder in(String newState) {
    return new WechatOrder(tradeType, outTradeNo, description, totalFen, currency, openid, attach, notifyUrl, expiresAt,
        prepayId, newState, transactionId, paidAt);
  }

  /** Whether the order calls ask for the same thing; a repeated call must. */
  boolean sameRequest(WechatOrder other) {
    return tradeType.equals(other.tradeType) && description.equals(other.description) && totalFen == other.totalFen
        && currency.equals(other.currency) && openid.equals(other.openid) && attach.equals(other.attach)
        && notifyUrl.equals(other.notifyUrl);
  }

  /** Whether the payer paid; also when the money went back since. */
  public boolean isPaid() {
    return transactionId != null;
  }

  /** What {@code trade_state} says at that time: an unpaid order closes when it expires. */
  String stateAt(Instant now) {
    return state.equals("NOTPAY") && now.isAfter(expiresAt) ? "CLOSED" : state;
  }
}
