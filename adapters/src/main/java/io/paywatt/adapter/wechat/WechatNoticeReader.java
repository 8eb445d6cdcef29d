package io.paywatt.adapter.wechat;

import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.RefundNotice;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.WebhookCall;

/**
 * Proves a notice genuine, opens and reads it. The order matters and nothing is parsed before it is proven: key by serial,
 * signature over the raw bytes, time, envelope, decryption, content, merchant and app.
 */
final class WechatNoticeReader {
  private static final int TEXT = 128;
  private static final Map<String, String> REFUND_STATES =
      Map.of("REFUND.SUCCESS", "done", "REFUND.CLOSED", "refused", "REFUND.ABNORMAL", "abnormal");

  private final WechatSettings settings;
  private final WechatProof proof;
  private final WechatCipher cipher;
  private final WechatPayments payments;

  WechatNoticeReader(WechatSettings settings, WechatProof proof, WechatCipher cipher) {
    this.settings = settings;
    this.proof = proof;
    this.cipher = cipher;
    this.payments = new WechatPayments(settings);
  }

  /** @throws io.paywatt.ledger.Rejected 401 when not genuine, 400 when genuine but not readable */
  WechatNotice read(WebhookCall call) {
    proof.require(call);
    JsonNode envelope = StrictJson.object(call.body(), "the notice");
    String event = StrictJson.text(envelope, "event_type", 64);
    JsonNode content = StrictJson.object(cipher.open(StrictJson.child(envelope, "resource")), "the notice's content");
    String state = StrictJson.optionalText(content, "trade_state", 64);
    // Only both together are money: a refund carries an order number and an amount as well.
    if (event.equals("TRANSACTION.SUCCESS") && "SUCCESS".equals(state)) {
      return new WechatNotice.Paid(payments.read(content, call.body()));
    }
    boolean ours = settings.merchantId().equals(content.path("mchid").asText());
    if (REFUND_STATES.containsKey(event) && ours && content.hasNonNull("out_refund_no")) {
      return new WechatNotice.Refunded(refund(event, envelope, content, call.body()));
    }
    return new WechatNotice.Other(about(event, state, content));
  }

  private static RefundNotice refund(String event, JsonNode envelope, JsonNode content, byte[] raw) {
    JsonNode amount = StrictJson.child(content, "amount");
    // A refund's notice names no currency and, unless the money went back, no time of its own.
    String currency = amount.hasNonNull("currency") ? StrictJson.currency(amount, "currency") : "CNY";
    return new RefundNotice("wechat", StrictJson.text(content, "out_refund_no", TEXT),
        StrictJson.text(content, "transaction_id", TEXT), StrictJson.optionalText(content, "refund_id", TEXT),
        StrictJson.amount(amount, "refund"), currency, REFUND_STATES.get(event),
        content.hasNonNull("success_time") ? StrictJson.time(content, "success_time")
            : StrictJson.time(envelope, "create_time"), raw);
  }

  private static String about(String event, String state, JsonNode content) {
    StringBuilder about = new StringBuilder("WeChat notice ").append(Printable.of(event));
    if (state != null) {
      about.append(", trade state ").append(Printable.of(state));
    }
    for (String field : new String[] {"mchid", "out_trade_no", "transaction_id", "out_refund_no", "refund_status"}) {
      if (content.path(field).isTextual()) {
        about.append(", ").append(field).append(' ').append(Printable.of(content.get(field).textValue()));
      }
    }
    return about.toString();
  }
}
