package io.paywatt.simulator.wechat;

import java.time.Instant;

/**
 * An order and where it stands.
 *
 * @param outTradeNo    the merchant's number
 * @param totalFen      integer fen
 * @param expiresAt     can't be paid later
 * @param prepayId      of the last order call
 * @param state         NOTPAY, SUCCESS or CLOSED
 * @param transactionId 28 digits once paid, else null
 * @param paidAt        null until paid
 */
public record WechatOrder(String outTradeNo, String description, long totalFen, String currency, String openid,
    String attach, String notifyUrl, Instant expiresAt, String prepayId, String state, String transactionId,
    Instant paidAt) {

  /** The same order paid now. */
  WechatOrder paid(String newTransactionId, Instant now) {
    return new WechatOrder(outTradeNo, description, totalFen, currency, openid, attach, notifyUrl, expiresAt, prepayId,
        "SUCCESS", newTransactionId, now);
  }

  WechatOrder closed() {
    return new WechatOrder(outTradeNo, description, totalFen, currency, openid, attach, notifyUrl, expiresAt, prepayId,
        "CLOSED", null, null);
  }

  /** Whether the order calls ask for the same thing; a repeated call must. */
  boolean sameRequest(WechatOrder other) {
    return description.equals(other.description) && totalFen == other.totalFen && currency.equals(other.currency)
        && openid.equals(other.openid) && attach.equals(other.attach) && notifyUrl.equals(other.notifyUrl);
  }

  /** What {@code trade_state} says at that time: an unpaid order closes when it expires. */
  String stateAt(Instant now) {
    return state.equals("NOTPAY") && now.isAfter(expiresAt) ? "CLOSED" : state;
  }
}
