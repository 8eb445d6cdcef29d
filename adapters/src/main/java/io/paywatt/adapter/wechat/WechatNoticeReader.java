package io.paywatt.adapter.wechat;

import java.security.PublicKey;
import java.time.Clock;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.TimeWindow;
import io.paywatt.adapter.WebhookCall;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.payment.PaymentNotice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves a notice genuine, opens and reads it. The order matters and nothing is parsed before it is proven: key by serial,
 * signature over the raw bytes, time, envelope, decryption, content, merchant and app.
 */
final class WechatNoticeReader {
  private static final Logger LOG = LoggerFactory.getLogger(WechatNoticeReader.class);
  private static final int TEXT = 128;

  private final WechatSettings settings;
  private final WechatKeys keys;
  private final WechatCipher cipher;
  private final Clock clock;

  WechatNoticeReader(WechatSettings settings, WechatKeys keys, Clock clock) {
    this.settings = settings;
    this.keys = keys;
    this.cipher = new WechatCipher(settings.apiV3Key());
    this.clock = clock;
  }

  /** @throws Rejected 401 when not genuine, 400 when genuine but not readable */
  WechatNotice read(WebhookCall call) {
    prove(call);
    JsonNode envelope = StrictJson.object(call.body(), "the notice");
    String event = StrictJson.text(envelope, "event_type", 64);
    JsonNode content = StrictJson.object(cipher.open(StrictJson.child(envelope, "resource")), "the notice's content");
    String state = StrictJson.optionalText(content, "trade_state", 64);
    // Only both together are money: a refund carries an order number and an amount as well.
    if (event.equals("TRANSACTION.SUCCESS") && "SUCCESS".equals(state)) {
      return new WechatNotice.Paid(payment(content, call.body()));
    }
    return new WechatNotice.Other(about(event, state, content));
  }

  /** Also for WeChat's answers. @throws Rejected 401 unless signed by a known key, now */
  void prove(WebhookCall call) {
    String serial = call.require("Wechatpay-Serial");
    String timestamp = call.require("Wechatpay-Timestamp");
    String nonce = call.require("Wechatpay-Nonce");
    String signature = call.require("Wechatpay-Signature");
    long seconds = TimeWindow.seconds(timestamp);
    PublicKey key = keys.verifier(serial);
    // One answer for both, so that nobody can find out which serials are known. The log tells them apart.
    if (key == null || !WechatSignature.verify(key, WechatSignature.message(timestamp, nonce, call.body()), signature)) {
      LOG.info("WeChat message refused: {} (serial {})", key == null ? "unknown serial" : "signature does not match",
          printable(serial));
      throw new Rejected(401, "the signature does not match");
    }
    TimeWindow.require(seconds, clock);
  }

  private PaymentNotice payment(JsonNode content, byte[] raw) {
    JsonNode amount = StrictJson.child(content, "amount");
    // What the order asked for; payer_total is less when WeChat gave a coupon, and the merchant still gets the whole.
    long total = StrictJson.amount(amount, "total");
    String currency = amount.hasNonNull("currency") ? StrictJson.currency(amount, "currency") : "CNY";
    return new PaymentNotice("wechat", StrictJson.text(content, "transaction_id", TEXT),
        StrictJson.optionalText(content, "out_trade_no", TEXT), null, new Money(total, currency),
        StrictJson.time(content, "success_time"), mismatch(content), raw);
  }

  private String mismatch(JsonNode content) {
    String merchant = StrictJson.text(content, "mchid", TEXT);
    String app = StrictJson.text(content, "appid", TEXT);
    if (!merchant.equals(settings.merchantId())) {
      return "paid to merchant " + printable(merchant) + ", ours is " + settings.merchantId();
    }
    if (!app.equals(settings.appId())) {
      return "paid in app " + printable(app) + ", ours is " + settings.appId();
    }
    return null;
  }

  private static String about(String event, String state, JsonNode content) {
    StringBuilder about = new StringBuilder("WeChat notice ").append(printable(event));
    if (state != null) {
      about.append(", trade state ").append(printable(state));
    }
    for (String field : new String[] {"out_trade_no", "transaction_id", "out_refund_no", "refund_status"}) {
      if (content.path(field).isTextual()) {
        about.append(", ").append(field).append(' ').append(printable(content.get(field).textValue()));
      }
    }
    return about.toString();
  }

  /** Text from outside for a log line or a message: no line breaks, not endless. */
  static String printable(String text) {
    String clean = text.replaceAll("[^\\p{L}\\p{N}._:|*/ -]", "?");
    return clean.length() > 64 ? clean.substring(0, 64) + "..." : clean;
  }
}
