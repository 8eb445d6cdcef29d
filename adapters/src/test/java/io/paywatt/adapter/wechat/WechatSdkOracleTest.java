package io.paywatt.adapter.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import com.wechat.pay.java.core.auth.WechatPay2Credential;
import com.wechat.pay.java.core.cipher.RSASigner;
import com.wechat.pay.java.core.notification.NotificationConfig;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RSANotificationConfig;
import com.wechat.pay.java.core.notification.RSAPublicKeyNotificationConfig;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.core.util.PemUtil;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.refund.model.RefundNotification;
import io.paywatt.adapter.RefundNotice;
import io.paywatt.adapter.Vectors;
import io.paywatt.adapter.WebhookCall;
import io.paywatt.ledger.Rejected;
import org.junit.jupiter.api.Test;

/** The official SDK judges: what it takes we take, what it refuses we refuse, and where it is too trusting we are not. */
class WechatSdkOracleTest {
  private static final long W3_AT = 1795406401L;

  @Test
  void sdk_and_hub_both_take_the_payment_notice_with_either_key() {
    for (String serial : new String[] {Vectors.PUBLIC_KEY_ID, Vectors.CERTIFICATE_SERIAL}) {
      Map<String, String> headers = w3(serial);
      Transaction transaction = sdk(serial).parse(parameters(headers, Vectors.text("w3_body.json")), Transaction.class);
      WechatNotice.Paid paid = (WechatNotice.Paid) hub(W3_AT).read(new WebhookCall(headers, Vectors.bytes("w3_body.json")));
      assertThat(paid.payment().transactionId()).isEqualTo(transaction.getTransactionId());
      assertThat(paid.payment().orderId()).isEqualTo(transaction.getOutTradeNo());
      assertThat(paid.payment().money().amount()).isEqualTo(transaction.getAmount().getTotal().longValue());
    }
  }

  @Test
  void sdk_and_hub_both_take_the_refund_notice_and_the_hub_does_not_take_it_for_a_payment() {
    Map<String, String> headers = headers(Vectors.PUBLIC_KEY_ID, 1795410001L, "b2d1a8c1d3f04d0e8d9c7a6b5c4d3e2f",
        Vectors.signature("W4_sig"));
    RequestParam parameters = parameters(headers, Vectors.text("w4_body.json"));
    assertThat(sdk(Vectors.PUBLIC_KEY_ID).parse(parameters, RefundNotification.class).getOutTradeNo())
        .isEqualTo("PW20261123000001");
    // Known trap: read as a payment the SDK's object looks like one, without a state.
    Transaction asPayment = sdk(Vectors.PUBLIC_KEY_ID).parse(parameters, Transaction.class);
    assertThat(asPayment.getAmount().getTotal()).isEqualTo(5000);
    assertThat(asPayment.getTradeState()).isNull();
    assertThat(hub(1795410001L).read(new WebhookCall(headers, Vectors.bytes("w4_body.json"))))
        .isInstanceOfSatisfying(WechatNotice.Refunded.class, notice -> assertThat(notice.refund())
            .returns("RF20261123000001", RefundNotice::refundId).returns(5000L, RefundNotice::amount)
            .returns("50200207182026112370011301001", RefundNotice::providerRefundId).returns("done", RefundNotice::state)
            .returns(Instant.parse("2026-11-23T05:00:00Z"), RefundNotice::at));
  }

  @Test
  void sdk_and_hub_both_refuse_what_is_not_genuine() {
    Map<String, String> good = w3(Vectors.PUBLIC_KEY_ID);
    assertBothRefuse(good, Vectors.text("w3_body.json").replace("支付成功", "支付失败"));
    assertBothRefuse(with(good, "Wechatpay-Nonce", "another"), Vectors.text("w3_body.json"));
    assertBothRefuse(with(good, "Wechatpay-Timestamp", "1795406402"), Vectors.text("w3_body.json"));
    assertBothRefuse(with(good, "Wechatpay-Signature", "not base64"), Vectors.text("w3_body.json"));
    assertBothRefuse(with(good, "Wechatpay-Signature", Vectors.signature("W4_sig")), Vectors.text("w3_body.json"));
    assertBothRefuse(with(good, "Wechatpay-Serial", "PUB_KEY_ID_9"), Vectors.text("w3_body.json"));
  }

  @Test
  void the_sdk_takes_a_notice_of_any_age_and_the_hub_does_not() {
    Map<String, String> headers = w3(Vectors.PUBLIC_KEY_ID);
    byte[] body = Vectors.bytes("w3_body.json");
    Map<String, String> old = WechatFixture.headers("provider_key.pem", Vectors.PUBLIC_KEY_ID, 1000000000L, body);
    assertThat(sdk(Vectors.PUBLIC_KEY_ID).parse(parameters(old, Vectors.text("w3_body.json")), Transaction.class)).isNotNull();
    assertThatThrownBy(() -> hub(W3_AT).read(new WebhookCall(old, body))).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> hub(W3_AT + 301).read(new WebhookCall(headers, body))).isInstanceOf(Rejected.class);
  }

  @Test
  void the_sdk_falls_over_a_notice_without_associated_data_and_the_hub_does_not() {
    byte[] body = WechatFixture.envelope("TRANSACTION.SUCCESS", Vectors.text("w3_plain.json"), null, Vectors.API_V3_KEY);
    Map<String, String> headers = WechatFixture.headers("provider_key.pem", Vectors.PUBLIC_KEY_ID, W3_AT, body);
    assertThatThrownBy(() -> sdk(Vectors.PUBLIC_KEY_ID).parse(parameters(headers,
        new String(body, StandardCharsets.UTF_8)), Transaction.class)).isInstanceOf(NullPointerException.class);
    assertThat(hub(W3_AT).read(new WebhookCall(headers, body))).isInstanceOf(WechatNotice.Paid.class);
  }

  @Test
  void an_order_is_signed_as_the_sdk_signs_it() {
    String path = "/v3/pay/transactions/jsapi";
    String body = Vectors.text("w1_body.json");
    String sdk = new WechatPay2Credential("1230000109", new RSASigner(Vectors.MERCHANT_SERIAL,
        PemUtil.loadPrivateKeyFromPath(Vectors.file("merchant_key.pem").toString())))
        .getAuthorization(URI.create("https://api.mch.weixin.qq.com" + path), "POST", body);
    Map<String, String> theirs = items(sdk);
    String ours = WechatFixture.calls(WechatFixture.settings(), Vectors.at(Long.parseLong(theirs.get("timestamp"))),
        () -> theirs.get("nonce_str")).headers("POST", path, body.getBytes(StandardCharsets.UTF_8)).get("Authorization");
    assertThat(ours).isEqualTo(sdk);
  }

  private void assertBothRefuse(Map<String, String> headers, String body) {
    assertThatThrownBy(() -> sdk(Vectors.PUBLIC_KEY_ID).parse(parameters(headers, body), Transaction.class))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> hub(W3_AT).read(new WebhookCall(headers, body.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(Rejected.class);
  }

  private static WechatNoticeReader hub(long now) {
    return WechatFixture.reader(Vectors.at(now));
  }

  private static NotificationParser sdk(String serial) {
    NotificationConfig config = serial.startsWith("PUB_KEY_ID")
        ? new RSAPublicKeyNotificationConfig.Builder().publicKeyFromPath(Vectors.file("provider_pub.pem").toString())
            .publicKeyId(Vectors.PUBLIC_KEY_ID).apiV3Key(Vectors.API_V3_KEY).build()
        : new RSANotificationConfig.Builder().certificatesFromPath(Vectors.file("provider_cert.pem").toString())
            .apiV3Key(Vectors.API_V3_KEY).build();
    return new NotificationParser(config);
  }

  private static Map<String, String> w3(String serial) {
    return headers(serial, W3_AT, WechatFixture.NONCE, Vectors.signature("W3_sig"));
  }

  private static Map<String, String> headers(String serial, long at, String nonce, String signature) {
    return Map.of("Wechatpay-Serial", serial, "Wechatpay-Timestamp", Long.toString(at), "Wechatpay-Nonce", nonce,
        "Wechatpay-Signature", signature);
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    changed.put(name, value);
    return changed;
  }

  private static RequestParam parameters(Map<String, String> headers, String body) {
    return new RequestParam.Builder().serialNumber(headers.get("Wechatpay-Serial"))
        .timestamp(headers.get("Wechatpay-Timestamp")).nonce(headers.get("Wechatpay-Nonce"))
        .signature(headers.get("Wechatpay-Signature")).body(body).build();
  }

  private static Map<String, String> items(String authorization) {
    Map<String, String> items = new LinkedHashMap<>();
    Matcher item = Pattern.compile("(\\w+)=\"([^\"]*)\"").matcher(authorization);
    while (item.find()) {
      items.put(item.group(1), item.group(2));
    }
    return items;
  }
}
