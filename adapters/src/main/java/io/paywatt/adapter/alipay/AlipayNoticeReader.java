package io.paywatt.adapter.alipay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.TimeWindow;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.payment.PaymentNotice;

/**
 * Proves a notice genuine and reads it: form, signature over the decoded fields, age, whose it is, what happened.
 */
final class AlipayNoticeReader {
  /** Alipay repeats a notice for 25 hours and does not say whether it signs a repeated one anew. */
  static final Duration OLDEST = Duration.ofHours(26);
  private static final int TEXT = 128;

  private final AlipaySettings settings;
  private final Supplier<AlipayKeys> keys;
  private final Clock clock;

  AlipayNoticeReader(AlipaySettings settings, Supplier<AlipayKeys> keys, Clock clock) {
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
  }

  /** @throws Rejected 401 when not genuine, 400 when misshapen */
  AlipayNotice read(byte[] body) {
    AlipayForm form = AlipayForm.parse(body);
    prove(form);
    String state = form.text("trade_status", 32);
    if (refunded(form)) {
      return refund(form, body);
    }
    // Finished may follow success months later: the same trade number and time, so the same payment.
    if (state.equals("TRADE_SUCCESS") || state.equals("TRADE_FINISHED")) {
      return new AlipayNotice.Paid(payment(form, body));
    }
    return new AlipayNotice.Nothing("Alipay notice " + Printable.of(state) + " of order "
        + Printable.of(form.text("out_trade_no", TEXT)));
  }

  private void prove(AlipayForm form) {
    requireSaid(form, "charset", "utf-8");
    requireSaid(form, "sign_type", "RSA2");
    String sign = form.optional("sign");
    if (sign == null || !keys.get().signedByAlipay(AlipaySignature.notice(form.fields()), sign)) {
      throw new Rejected(401, "the signature does not match");
    }
    Instant sent = BeijingTime.read("notify_time", form.optional("notify_time"));
    Instant now = clock.instant();
    if (sent.isBefore(now.minus(OLDEST)) || sent.isAfter(now.plusSeconds(TimeWindow.SECONDS))) {
      throw new Rejected(401, "notify_time is more than " + OLDEST.toHours() + " h behind or " + TimeWindow.SECONDS
          + " s ahead of this server's clock");
    }
  }

  // The sign type is not signed itself: it can't choose the algorithm, but a sender that names another is not Alipay.
  private static void requireSaid(AlipayForm form, String field, String wanted) {
    String said = form.optional(field);
    if (said == null || !said.equalsIgnoreCase(wanted)) {
      throw new Rejected(401, field + (said == null ? " is missing" : " is " + Printable.of(said)) + ": must be " + wanted);
    }
  }

  /** A partial refund says success once more, a whole one says closed: only these two fields tell it from a payment. */
  private static boolean refunded(AlipayForm form) {
    String fee = form.optional("refund_fee");
    return form.optional("gmt_refund") != null || fee != null && Yuan.fen("refund_fee", fee) > 0;
  }

  private PaymentNotice payment(AlipayForm form, byte[] raw) {
    long fen = Yuan.fen("total_amount", form.optional("total_amount"));
    if (fen == 0) {
      throw new Rejected(400, "total_amount is 0: must be more");
    }
    return new PaymentNotice("alipay", form.text("trade_no", TEXT), form.text("out_trade_no", TEXT), null,
        new Money(fen, "CNY"), BeijingTime.read("gmt_payment", form.optional("gmt_payment")), mismatch(form), raw);
  }

  private AlipayNotice refund(AlipayForm form, byte[] raw) {
    String mismatch = mismatch(form);
    if (mismatch != null) {
      return new AlipayNotice.NotOurs("Alipay refund notice " + mismatch);
    }
    String request = form.optional("out_biz_no");
    String at = form.optional("gmt_refund");
    return new AlipayNotice.Refunded(request == null ? form.text("out_trade_no", TEXT) : form.text("out_biz_no", TEXT),
        form.text("trade_no", TEXT), at == null ? BeijingTime.read("notify_time", form.optional("notify_time"))
            : BeijingTime.read("gmt_refund", at), raw);
  }

  private String mismatch(AlipayForm form) {
    String app = form.text("app_id", TEXT);
    String seller = form.text("seller_id", TEXT);
    if (!app.equals(settings.appId())) {
      return "paid in app " + Printable.of(app) + ", ours is " + settings.appId();
    }
    if (!seller.equals(settings.sellerId())) {
      return "paid to seller " + Printable.of(seller) + ", ours is " + settings.sellerId();
    }
    String currency = form.optional("trans_currency");
    return currency == null || currency.equals("CNY") ? null : "ordered in " + Printable.of(currency) + ", ours is CNY";
  }
}
