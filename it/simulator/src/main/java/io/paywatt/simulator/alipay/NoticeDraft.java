package io.paywatt.simulator.alipay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Makes the notice of a trade, genuine unless told otherwise. Sent again it is the same: same notice_id, same notify_time. */
public final class NoticeDraft {
  private final Map<String, String> fields = new LinkedHashMap<>();
  private PrivateKey key;

  NoticeDraft(Seller seller, Trade trade, Instant now) {
    this.key = seller.alipayKey();
    fields.put("gmt_create", Yuan.time(trade.createdAt()));
    fields.put("charset", "utf-8");
    fields.put("seller_email", "seller@example.com");
    fields.put("subject", trade.subject());
    fields.put("buyer_id", trade.buyerId());
    fields.put("invoice_amount", Yuan.text(trade.fen()));
    fields.put("notify_id", Yuan.time(now).replaceAll("[^0-9]", "")
        + ThreadLocalRandom.current().nextLong(10_000_000_000_000_000L, 99_999_999_999_999_999L));
    fields.put("fund_bill_list", "[{\"amount\":\"" + Yuan.text(trade.fen()) + "\",\"fundChannel\":\"ALIPAYACCOUNT\"}]");
    fields.put("notify_type", "trade_status_sync");
    fields.put("trade_status", trade.status());
    fields.put("receipt_amount", Yuan.text(trade.fen()));
    fields.put("app_id", seller.appId());
    fields.put("auth_app_id", seller.appId());
    fields.put("buyer_pay_amount", Yuan.text(trade.fen()));
    fields.put("seller_id", seller.id());
    if (trade.paidAt() != null) {
      fields.put("gmt_payment", Yuan.time(trade.paidAt()));
    }
    fields.put("notify_time", Yuan.time(now));
    fields.put("version", "1.0");
    fields.put("out_trade_no", trade.outTradeNo());
    fields.put("total_amount", Yuan.text(trade.fen()));
    fields.put("trade_no", trade.tradeNo());
    fields.put("point_amount", "0.00");
    fields.put("passback_params", "");
  }

  /** The notice of one refund: what went back in all so far, and when. */
  NoticeDraft refund(Trade trade, Trade.Refund refund) {
    return set("out_biz_no", refund.requestNo()).set("refund_fee", Yuan.text(trade.refundedFen()))
        .set("gmt_refund", Yuan.time(refund.at()) + ".123");
  }

  /** Sets any field; null takes it away. */
  public NoticeDraft set(String field, String value) {
    if (value == null) {
      fields.remove(field);
    } else {
      fields.put(field, value);
    }
    return this;
  }

  /** Another amount than was ordered, fen. */
  public NoticeDraft total(long fen) {
    return set("total_amount", Yuan.text(fen));
  }

  /** Signed by a stranger. */
  public NoticeDraft forged() {
    try {
      key = Seller.newKey().getPrivate();
      return this;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The form as it goes over the wire. */
  public byte[] sign() {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("sign", Rsa2.sign(key, Rsa2.content(fields)));
    all.put("sign_type", "RSA2");
    return all.entrySet().stream().map(entry -> entry.getKey() + "="
        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"))
        .getBytes(StandardCharsets.US_ASCII);
  }
}
