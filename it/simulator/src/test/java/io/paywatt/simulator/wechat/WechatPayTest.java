package io.paywatt.simulator.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.Consumer;
import com.wechat.pay.java.core.RSAAutoCertificateConfig;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.service.payments.jsapi.JsapiServiceExtension;
import com.wechat.pay.java.service.payments.jsapi.model.CloseOrderRequest;
import com.wechat.pay.java.service.payments.jsapi.model.PrepayRequest;
import com.wechat.pay.java.service.payments.jsapi.model.PrepayWithRequestPaymentResponse;
import com.wechat.pay.java.service.payments.jsapi.model.QueryOrderByOutTradeNoRequest;
import com.wechat.pay.java.service.payments.model.Transaction;
import io.paywatt.simulator.Vectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WechatPayTest {
  private static final String NOTIFY = "https://pay.example.com/webhooks/wechat";

  private Merchant merchant;
  private WechatPay wechat;
  private JsapiServiceExtension sdk;

  @BeforeEach
  void start() throws Exception {
    merchant = Merchant.of(Vectors.file("merchant_pub.pem"),
        PlatformKey.publicKey(OfficialSdk.KEY_ID, Vectors.file("provider_key.pem")),
        PlatformKey.certificate(Vectors.file("provider_cert.pem"), Vectors.file("provider_key.pem")));
    wechat = WechatPay.start(merchant, 0, 0.001);
    sdk = OfficialSdk.jsapi(wechat.url(), OfficialSdk.publicKeyMode(merchant, "merchant_key.pem"));
  }

  @AfterEach
  void stop() {
    wechat.close();
  }

  @Test
  void the_official_sdk_orders_and_gets_what_the_payers_client_needs() {
    PrepayWithRequestPaymentResponse client = sdk.prepayWithRequestPayment(order("PW20261123000001", 5000));

    assertThat(client.getPackageVal()).isEqualTo("prepay_id=" + wechat.order("PW20261123000001").prepayId());
    assertThat(wechat.order("PW20261123000001").totalFen()).isEqualTo(5000);
  }

  @Test
  void the_official_sdk_in_certificate_mode_downloads_the_certificate_and_orders() throws Exception {
    Merchant inCertificateMode = Merchant.of(Vectors.file("merchant_pub.pem"),
        PlatformKey.certificate(Vectors.file("provider_cert.pem"), Vectors.file("provider_key.pem")));
    try (WechatPay other = WechatPay.start(inCertificateMode, 0, 0.001)) {
      RSAAutoCertificateConfig config = new RSAAutoCertificateConfig.Builder().merchantId(merchant.id())
          .merchantSerialNumber(merchant.serial()).apiV3Key(merchant.apiV3Key())
          .privateKeyFromPath(Vectors.file("merchant_key.pem").toString())
          .httpClientBuilder(OfficialSdk.http(other.url())).build();
      OfficialSdk.jsapi(other.url(), config).prepayWithRequestPayment(order("PW20261123000006", 100));

      assertThat(other.order("PW20261123000006").totalFen()).isEqualTo(100);
    }
  }

  @Test
  void a_query_shows_the_payment_once_it_was_made() {
    sdk.prepayWithRequestPayment(order("PW20261123000002", 1234));
    assertThat(query("PW20261123000002").getTradeState()).isEqualTo(Transaction.TradeStateEnum.NOTPAY);

    wechat.settle("PW20261123000002");

    Transaction paid = query("PW20261123000002");
    assertThat(paid.getTradeState()).isEqualTo(Transaction.TradeStateEnum.SUCCESS);
    assertThat(paid.getAmount().getTotal()).isEqualTo(1234);
    assertThat(paid.getTransactionId()).startsWith("4200").hasSize(28);
  }

  @Test
  void a_closed_order_can_be_neither_paid_nor_opened_again() {
    sdk.prepayWithRequestPayment(order("PW20261123000003", 100));
    CloseOrderRequest close = new CloseOrderRequest();
    close.setMchid(merchant.id());
    close.setOutTradeNo("PW20261123000003");
    sdk.closeOrder(close);

    assertThatThrownBy(() -> wechat.settle("PW20261123000003")).hasMessage("the order is closed");
    refused(order("PW20261123000003", 100), 400, "ORDER_CLOSED");
  }

  @Test
  void the_same_order_again_gets_a_new_prepay_id_and_other_content_is_refused() {
    sdk.prepayWithRequestPayment(order("PW20261123000004", 100));
    String first = wechat.order("PW20261123000004").prepayId();
    sdk.prepayWithRequestPayment(order("PW20261123000004", 100));

    assertThat(wechat.order("PW20261123000004").prepayId()).isNotEqualTo(first);
    refused(order("PW20261123000004", 101), 403, "OUT_TRADE_NO_USED");
  }

  @Test
  void each_field_that_breaks_a_rule_is_refused_by_name() {
    refused(changed(order -> order.setOutTradeNo("short")), 400, "PARAM_ERROR");
    refused(changed(order -> order.setNotifyUrl("http://pay.example.com/n")), 400, "PARAM_ERROR");
    refused(changed(order -> order.setNotifyUrl(NOTIFY + "?a=b")), 400, "PARAM_ERROR");
    refused(changed(order -> order.getAmount().setTotal(0)), 400, "PARAM_ERROR");
    refused(changed(order -> order.getAmount().setCurrency("USD")), 400, "PARAM_ERROR");
    refused(changed(order -> order.setDescription("x".repeat(128))), 400, "PARAM_ERROR");
    refused(changed(order -> order.setPayer(null)), 400, "PARAM_ERROR");
    refused(changed(order -> order.setAppid("wx0000000000000000")), 400, "APPID_MCHID_NOT_MATCH");
  }

  @Test
  void a_request_signed_by_another_key_is_refused() {
    sdk = OfficialSdk.jsapi(wechat.url(), OfficialSdk.publicKeyMode(merchant, "provider_key.pem"));

    refused(order("PW20261123000005", 100), 401, "SIGN_ERROR");
  }

  private Transaction query(String number) {
    QueryOrderByOutTradeNoRequest query = new QueryOrderByOutTradeNoRequest();
    query.setMchid(merchant.id());
    query.setOutTradeNo(number);
    return sdk.queryOrderByOutTradeNo(query);
  }

  private PrepayRequest order(String number, int fen) {
    return OfficialSdk.order(merchant, number, fen, NOTIFY);
  }

  private PrepayRequest changed(Consumer<PrepayRequest> change) {
    PrepayRequest order = order("PW20261123000009", 100);
    change.accept(order);
    return order;
  }

  private void refused(PrepayRequest order, int status, String code) {
    ServiceException refusal =
        catchThrowableOfType(ServiceException.class, () -> sdk.prepayWithRequestPayment(order));
    assertThat(refusal.getHttpStatusCode()).isEqualTo(status);
    assertThat(refusal.getErrorCode()).isEqualTo(code);
  }
}
