package io.paywatt.simulator.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import com.wechat.pay.java.core.exception.ValidationException;
import com.wechat.pay.java.core.notification.NotificationConfig;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RSANotificationConfig;
import com.wechat.pay.java.core.notification.RSAPublicKeyNotificationConfig;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.service.payments.model.Transaction;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.Vectors;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;
import io.paywatt.simulator.http.WireServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WechatNoticeTest {
  private final List<WireRequest> received = new CopyOnWriteArrayList<>();
  private volatile int answer = 204;
  private Merchant merchant;
  private PlatformKey certificate;
  private WechatPay wechat;
  private WireServer hub;

  @BeforeEach
  void start() throws Exception {
    certificate = PlatformKey.certificate(Vectors.file("provider_cert.pem"), Vectors.file("provider_key.pem"));
    merchant = Merchant.of(Vectors.file("merchant_pub.pem"),
        PlatformKey.publicKey(OfficialSdk.KEY_ID, Vectors.file("provider_key.pem")), certificate);
    wechat = WechatPay.start(merchant, 0, 0.001);
    hub = WireServer.start(0, request -> {
      received.add(request);
      return received.size() < 3 && answer != 204 ? WireResponse.json(answer, Json.object().put("code", "FAIL"))
          : WireResponse.empty(204);
    });
    OfficialSdk.jsapi(wechat.url(), OfficialSdk.publicKeyMode(merchant, "merchant_key.pem")).prepayWithRequestPayment(
        OfficialSdk.order(merchant, "PW20261123000001", 5000, hub.url() + "/webhooks/wechat"));
  }

  @AfterEach
  void stop() {
    wechat.close();
    hub.close();
  }

  @Test
  void the_official_sdk_accepts_the_notice_of_a_payment() throws Exception {
    assertThat(wechat.pay("PW20261123000001").done().get(10, TimeUnit.SECONDS)).isTrue();

    WireRequest notice = received.get(0);
    Transaction paid = parse(notice.text(), notice.headers(), publicKeyMode());
    assertThat(paid.getTradeState()).isEqualTo(Transaction.TradeStateEnum.SUCCESS);
    assertThat(paid.getAmount().getTotal()).isEqualTo(5000);
    assertThat(paid.getTransactionId()).isEqualTo(wechat.order("PW20261123000001").transactionId());
  }

  @Test
  void the_official_sdk_accepts_a_notice_signed_under_a_platform_certificate() throws Exception {
    wechat.settle("PW20261123000001");
    wechat.post("PW20261123000001", wechat.draft("PW20261123000001").signedBy(certificate));

    NotificationConfig config = new RSANotificationConfig.Builder().apiV3Key(merchant.apiV3Key())
        .certificatesFromPath(Vectors.file("provider_cert.pem").toString()).build();
    assertThat(received.get(0).header("Wechatpay-Serial")).isEqualTo("5157F09EFDC096DE15EBE81A47057A7232F1B8E1");
    assertThat(parse(received.get(0).text(), received.get(0).headers(), config).getOutTradeNo())
        .isEqualTo("PW20261123000001");
  }

  @Test
  void a_notice_that_is_not_acknowledged_comes_again_newly_signed_until_it_is() throws Exception {
    answer = 503;

    Delivery delivery = wechat.pay("PW20261123000001");

    assertThat(delivery.done().get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(delivery.attempts()).containsExactly(503, 503, 204);
    assertThat(received).extracting(WireRequest::text).containsOnly(received.get(0).text());
    assertThat(received).extracting(request -> request.header("Wechatpay-Nonce")).doesNotHaveDuplicates();
  }

  @Test
  void the_official_sdk_refuses_what_a_stranger_signed() {
    wechat.settle("PW20261123000001");
    Notice forged = wechat.forged("PW20261123000001").sign(Instant.now());

    assertThatThrownBy(() -> parse(new String(forged.body(), StandardCharsets.UTF_8), forged.headers(),
        publicKeyMode())).isInstanceOf(ValidationException.class);
  }

  @Test
  void another_amount_is_signed_as_genuine() {
    wechat.settle("PW20261123000001");
    Notice notice = wechat.draft("PW20261123000001").total(1).sign(Instant.now());

    assertThat(parse(new String(notice.body(), StandardCharsets.UTF_8), notice.headers(), publicKeyMode())
        .getAmount().getTotal()).isEqualTo(1);
  }

  private NotificationConfig publicKeyMode() {
    return new RSAPublicKeyNotificationConfig.Builder().apiV3Key(merchant.apiV3Key())
        .publicKeyFromPath(Vectors.file("provider_pub.pem").toString()).publicKeyId(OfficialSdk.KEY_ID).build();
  }

  private static Transaction parse(String body, Map<String, String> headers, NotificationConfig config) {
    TreeMap<String, String> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    named.putAll(headers);
    RequestParam request = new RequestParam.Builder().serialNumber(named.get("Wechatpay-Serial"))
        .nonce(named.get("Wechatpay-Nonce")).timestamp(named.get("Wechatpay-Timestamp"))
        .signature(named.get("Wechatpay-Signature")).body(body).build();
    return new NotificationParser(config).parse(request, Transaction.class);
  }
}
