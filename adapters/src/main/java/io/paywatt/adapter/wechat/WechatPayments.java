package io.paywatt.adapter.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.payment.PaymentNotice;

/** Reads WeChat's transaction object, which a payment notice and a query's answer have in common. */
final class WechatPayments {
  private static final int TEXT = 128;

  private final WechatSettings settings;

  WechatPayments(WechatSettings settings) {
    this.settings = settings;
  }

  /**
   * @param raw what was proven genuine, kept as evidence
   * @throws io.paywatt.ledger.Rejected 400 naming the field that is missing or wrong
   */
  PaymentNotice read(JsonNode transaction, byte[] raw) {
    JsonNode amount = StrictJson.child(transaction, "amount");
    // What the order asked for; payer_total is less when WeChat gave a coupon, and the merchant still gets the whole.
    long total = StrictJson.amount(amount, "total");
    String currency = amount.hasNonNull("currency") ? StrictJson.currency(amount, "currency") : "CNY";
    return new PaymentNotice("wechat", StrictJson.text(transaction, "transaction_id", TEXT),
        StrictJson.optionalText(transaction, "out_trade_no", TEXT), null, new Money(total, currency),
        StrictJson.time(transaction, "success_time"), mismatch(transaction), raw);
  }

  private String mismatch(JsonNode transaction) {
    String merchant = StrictJson.text(transaction, "mchid", TEXT);
    String app = StrictJson.text(transaction, "appid", TEXT);
    if (!merchant.equals(settings.merchantId())) {
      return "paid to merchant " + Printable.of(merchant) + ", ours is " + settings.merchantId();
    }
    if (!app.equals(settings.appId())) {
      return "paid in app " + Printable.of(app) + ", ours is " + settings.appId();
    }
    return null;
  }
}
