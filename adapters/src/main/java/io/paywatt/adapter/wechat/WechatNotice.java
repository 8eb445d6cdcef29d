package io.paywatt.adapter.wechat;

import io.paywatt.adapter.RefundNotice;
import io.paywatt.ledger.payment.PaymentNotice;

/** A notice that is proven to come from WeChat. */
sealed interface WechatNotice {
  /** Money came in. */
  record Paid(PaymentNotice payment) implements WechatNotice {}

  /** A refund of ours has come to its end. */
  record Refunded(RefundNotice refund) implements WechatNotice {}

  /** Something else. @param about event, order and state in words, for the person who looks at it */
  record Other(String about) implements WechatNotice {}
}
