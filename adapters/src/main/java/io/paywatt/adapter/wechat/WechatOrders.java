package io.paywatt.adapter.wechat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.WebhookCall;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;

/** Opens JSAPI (mini program and official account) orders. The same order sent again gives a fresh prepay_id. */
final class WechatOrders {
  static final String PATH = "/v3/pay/transactions/jsapi";
  private static final int DESCRIPTION = 127;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final WechatSettings settings;
  private final WechatKeys keys;
  private final WechatNoticeReader reader;
  private final Clock clock;
  private final Supplier<String> nonces;

  WechatOrders(WechatSettings settings, WechatKeys keys, WechatNoticeReader reader, Clock clock) {
    this(settings, keys, reader, clock, WechatOrders::nonce);
  }

  WechatOrders(WechatSettings settings, WechatKeys keys, WechatNoticeReader reader, Clock clock,
      Supplier<String> nonces) {
    this.settings = settings;
    this.keys = keys;
    this.reader = reader;
    this.clock = clock;
    this.nonces = nonces;
  }

  /** The order as WeChat wants it. @throws Rejected 400 when the top-up lacks something, naming it */
  byte[] body(JsonNode topup) {
    ObjectNode order = StrictJson.MAPPER.createObjectNode();
    order.put("appid", settings.appId());
    order.put("mchid", settings.merchantId());
    order.put("description", shortened(StrictJson.text(topup, "description", 4096)));
    order.put("out_trade_no", StrictJson.text(topup, "id", 32));
    order.put("notify_url", settings.notifyUrl());
    order.putObject("amount").put("total", StrictJson.amount(topup, "amount"))
        .put("currency", StrictJson.currency(topup, "currency"));
    order.putObject("payer").put("openid", StrictJson.text(payer(topup), "openid", 128));
    return order.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The request's headers, signed for this body now. */
  Map<String, String> headers(byte[] body) {
    long now = clock.instant().getEpochSecond();
    String nonce = nonces.get();
    String signature = WechatSignature.sign(keys.merchantKey(), WechatSignature.request("POST", PATH, now, nonce, body));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", WechatSignature.SCHEME + " mchid=\"" + settings.merchantId() + "\",nonce_str=\"" + nonce
        + "\",timestamp=\"" + now + "\",serial_no=\"" + settings.merchantSerial() + "\",signature=\"" + signature + "\"");
    headers.put("Accept", "application/json");
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "PayWatt");
    headers.put("Wechatpay-Serial", keys.preferredSerial());
    return headers;
  }

  /**
   * What the payer's client hands to wx.requestPayment, from WeChat's answer.
   *
   * @throws Rejected 422 with WeChat's code when repeating the order can't help
   * @throws Unavailable when it may
   */
  String clientParameters(ProviderCall.Answer answer) {
    if (answer.status() != 200) {
      throw WechatFault.of(answer);
    }
    String prepay;
    try {
      WebhookCall call = new WebhookCall(answer.headers(), answer.body());
      reader.prove(call);
      prepay = "prepay_id=" + StrictJson.text(StrictJson.object(answer.body(), "the answer"), "prepay_id", 64);
    } catch (Rejected e) {
      throw new Unavailable("WeChat's answer to an order can't be trusted: " + e.getMessage(), e);
    }
    long now = clock.instant().getEpochSecond();
    String nonce = nonces.get();
    ObjectNode client = StrictJson.MAPPER.createObjectNode();
    client.put("appId", settings.appId()).put("timeStamp", Long.toString(now)).put("nonceStr", nonce)
        .put("package", prepay).put("signType", "RSA").put("paySign", WechatSignature.sign(keys.merchantKey(),
            WechatSignature.payment(settings.appId(), now, nonce, prepay)));
    return client.toString();
  }

  private static JsonNode payer(JsonNode topup) {
    JsonNode json = topup.get("payerJson");
    if (json != null && json.isTextual()) {
      return StrictJson.object(json.textValue().getBytes(StandardCharsets.UTF_8), "payer");
    }
    return StrictJson.child(topup, "payer");
  }

  private static String shortened(String text) {
    int characters = text.codePointCount(0, text.length());
    return characters <= DESCRIPTION ? text : text.substring(0, text.offsetByCodePoints(0, DESCRIPTION));
  }

  private static String nonce() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }
}
