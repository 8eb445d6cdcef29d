package io.paywatt.simulator.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import com.alipay.api.AlipayApiException;
import com.alipay.api.AlipayClient;
import com.alipay.api.AlipayRequest;
import com.alipay.api.AlipayResponse;
import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.internal.util.AlipaySignature;
import com.alipay.api.request.AlipayDataDataserviceBillDownloadurlQueryRequest;
import com.alipay.api.request.AlipayTradeCloseRequest;
import com.alipay.api.request.AlipayTradeCreateRequest;
import com.alipay.api.request.AlipayTradeFastpayRefundQueryRequest;
import com.alipay.api.request.AlipayTradePrecreateRequest;
import com.alipay.api.request.AlipayTradeQueryRequest;
import com.alipay.api.request.AlipayTradeRefundRequest;
import com.alipay.api.request.AlipayTradeWapPayRequest;
import io.paywatt.simulator.Vectors;
import io.paywatt.simulator.http.Faults;
import io.paywatt.simulator.http.HttpCaller;
import io.paywatt.simulator.http.Outage;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;
import io.paywatt.simulator.http.WireServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official SDK as the judge: it must believe what the simulator signs, the simulator must accept what it sends. */
class AlipayTest {
  private final BlockingQueue<WireRequest> told = new LinkedBlockingQueue<>();
  private final HttpCaller http = new HttpCaller(Duration.ofSeconds(5));
  /** What the merchant answers first; afterwards success. */
  private final Queue<String> answers = new ConcurrentLinkedQueue<>();
  private WireServer merchant;
  private Alipay alipay;
  private AlipayClient sdk;

  @BeforeEach
  void start() throws Exception {
    merchant = WireServer.start(0, request -> {
      told.add(request);
      String answer = answers.poll();
      return new WireResponse(200, Map.of(), (answer == null ? "success" : answer).getBytes(StandardCharsets.UTF_8));
    });
    alipay = Alipay.start(Seller.of(Vectors.file("merchant_pub.pem"), Vectors.file("provider_key.pem")), 0, 0.0001);
    sdk = sdk("merchant_key.pem");
  }

  @AfterEach
  void stop() {
    alipay.close();
    merchant.close();
  }

  @Test
  void a_code_has_no_trade_until_it_is_scanned() throws Exception {
    var code = ask(new AlipayTradePrecreateRequest(), "{\"out_trade_no\":\"PW1\",\"total_amount\":\"50.00\",\"subject\":\"电费\"}");
    assertThat(code.isSuccess()).isTrue();
    assertThat(code.getQrCode()).startsWith("https://qr.alipay.com/");
    assertThat(ask(new AlipayTradeQueryRequest(), "{\"out_trade_no\":\"PW1\"}").getSubCode()).isEqualTo("ACQ.TRADE_NOT_EXIST");
    alipay.scan("PW1");
    assertThat(ask(new AlipayTradeQueryRequest(), "{\"out_trade_no\":\"PW1\"}").getTradeStatus()).isEqualTo("WAIT_BUYER_PAY");
    Trade paid = alipay.settle("PW1");
    var query = ask(new AlipayTradeQueryRequest(), "{\"trade_no\":\"" + paid.tradeNo() + "\"}");
    assertThat(query.getTradeStatus()).isEqualTo("TRADE_SUCCESS");
    assertThat(query.getTotalAmount()).isEqualTo("50.00");
    assertThat(query.getSendPayDate()).isEqualTo(paid.paidAt());
  }

  @Test
  void a_mini_program_and_a_page_are_opened_and_a_trade_can_be_closed() throws Exception {
    var created = ask(new AlipayTradeCreateRequest(), "{\"out_trade_no\":\"PW2\",\"total_amount\":\"1\",\"subject\":\"x\","
        + "\"buyer_id\":\"2088102122524333\",\"product_code\":\"JSAPI_PAY\"}");
    assertThat(created.getTradeNo()).isEqualTo(alipay.trade("PW2").tradeNo()).hasSize(28);
    assertThat(ask(new AlipayTradeCloseRequest(), "{\"out_trade_no\":\"PW2\"}").isSuccess()).isTrue();
    assertThatThrownBy(() -> alipay.settle("PW2")).hasMessage("the trade is closed");
    AlipayTradeWapPayRequest page = new AlipayTradeWapPayRequest();
    page.setNotifyUrl(merchant.url() + "/notify");
    page.setBizContent("{\"out_trade_no\":\"PW3\",\"total_amount\":\"1.00\",\"subject\":\"x\",\"product_code\":\"QUICK_WAP_WAY\"}");
    String address = sdk.pageExecute(page, "GET").getBody();
    assertThat(http.call("GET", address, Map.of(), null).text()).contains("/_pay/PW3");
    assertThat(http.call("POST", URI.create(alipay.url()).resolve("/_pay/PW3").toString(), Map.of(), null).status()).isEqualTo(202);
    assertThat(told.poll(5, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void the_sdk_takes_every_notice_and_it_goes_out_until_the_answer_is_success() throws Exception {
    code("PW4");
    answers.addAll(List.of("success\n", "SUCCESS"));
    Delivery delivery = alipay.pay("PW4");
    WireRequest first = told.poll(5, TimeUnit.SECONDS);
    WireRequest second = told.poll(5, TimeUnit.SECONDS);
    assertThat(delivery.done().get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(delivery.attempts()).containsExactly("success\n", "SUCCESS", "success");
    assertThat(second.body()).as("the same notice again").isEqualTo(first.body());
    assertThat(genuine(first)).isTrue();
    assertThat(AlipaySignature.rsaCheckV1(WireRequest.form(new String(alipay.forged("PW4").sign(),
        StandardCharsets.US_ASCII)), key("provider_pub.pem"), "UTF-8", "RSA2")).isFalse();
  }

  @Test
  void a_refund_goes_back_once_and_its_notice_looks_like_a_payment() throws Exception {
    code("PW5");
    alipay.settle("PW5");
    String part = "{\"out_trade_no\":\"PW5\",\"refund_amount\":\"20.00\",\"out_request_no\":\"RF1\"}";
    assertThat(ask(new AlipayTradeRefundRequest(), part).getFundChange()).isEqualTo("Y");
    var again = ask(new AlipayTradeRefundRequest(), part);
    assertThat(again.getFundChange()).isEqualTo("N");
    assertThat(again.getRefundFee()).isEqualTo("20.00");
    var found = ask(new AlipayTradeFastpayRefundQueryRequest(), "{\"out_trade_no\":\"PW5\",\"out_request_no\":\"RF1\"}");
    assertThat(found.getRefundAmount()).isEqualTo("20.00");
    assertThat(found.getRefundStatus()).isEqualTo("REFUND_SUCCESS");
    var unknown = ask(new AlipayTradeFastpayRefundQueryRequest(), "{\"out_trade_no\":\"PW5\",\"out_request_no\":\"RF2\"}");
    assertThat(unknown.isSuccess()).isTrue();
    assertThat(unknown.getRefundAmount()).isNull();
    Map<String, String> notice = WireRequest.form(new String(alipay.refundDraft("PW5", "RF1").sign(), StandardCharsets.US_ASCII));
    assertThat(notice).containsEntry("trade_status", "TRADE_SUCCESS").containsEntry("refund_fee", "20.00")
        .containsEntry("out_biz_no", "RF1").containsKey("gmt_refund");
  }

  @Test
  void what_can_not_be_refunded_is_refused_with_alipays_words() throws Exception {
    code("PW6");
    alipay.settle("PW6");
    assertThat(refund("PW6", "60.00")).isEqualTo("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL");
    alipay.refundable(100);
    assertThat(refund("PW6", "50.00")).isEqualTo("ACQ.SELLER_BALANCE_NOT_ENOUGH");
    alipay.finish("PW6");
    assertThat(refund("PW6", "1.00")).isEqualTo("ACQ.TRADE_HAS_FINISHED");
    assertThat(refund("PW0", "1.00")).isEqualTo("ACQ.TRADE_NOT_EXIST");
  }

  @Test
  void the_bill_of_a_day_is_a_zip_of_gbk_files() throws Exception {
    String day = LocalDate.now(ZoneOffset.ofHours(8)).toString();
    String asked = "{\"bill_type\":\"trade\",\"bill_date\":\"" + day + "\"}";
    assertThat(ask(new AlipayDataDataserviceBillDownloadurlQueryRequest(), asked).getSubCode()).isEqualTo("isp.bill_not_exist");
    code("PW7");
    alipay.settle("PW7");
    alipay.refund("PW7", "RF7", 2000);
    String address = ask(new AlipayDataDataserviceBillDownloadurlQueryRequest(), asked).getBillDownloadUrl();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(http.call("GET", address, Map.of(), null).body()),
        Charset.forName("GBK"))) {
      assertThat(zip.getNextEntry().getName()).contains("业务明细");
      List<String> lines = new String(zip.readAllBytes(), Charset.forName("GBK")).lines().toList();
      assertThat(lines.get(5)).contains(",PW7\t,交易\t,").contains(",50.00,50.00,");
      assertThat(lines.get(6)).contains(",退款\t,").contains(",-20.00,-20.00,").contains(",RF7\t,");
      assertThat(lines.get(8)).startsWith("#交易合计：1笔");
      assertThat(zip.getNextEntry().getName()).contains("汇总");
    }
    assertThat(http.call("GET", address.replace("fileId=", "fileId=x"), Map.of(), null).status()).isEqualTo(403);
  }

  @Test
  void who_is_not_the_app_is_refused_without_a_signature() throws Exception {
    sdk = sdk("provider_key.pem");
    var refused = ask(new AlipayTradeQueryRequest(), "{\"out_trade_no\":\"PW1\"}");
    assertThat(refused.getSubCode()).isEqualTo("isv.invalid-signature");
    assertThat(refused.getBody()).contains("error_response").doesNotContain("\"sign\"");
  }

  @Test
  void a_bad_day_loses_calls_before_or_after_they_are_done_and_doubles_notices() throws Exception {
    alipay.faults(new Faults(new Faults.Rates(0, 1, 0, 0, 0, Duration.ZERO), 7));
    assertThatThrownBy(() -> code("PW8")).isInstanceOf(AlipayApiException.class);
    assertThat(alipay.trades()).isEmpty();
    alipay.faults(new Faults(new Faults.Rates(0, 0, 1, 0, 1, Duration.ZERO), 7));
    assertThatThrownBy(() -> code("PW8")).isInstanceOf(AlipayApiException.class);
    assertThat(alipay.trade("PW8").fen()).as("done, and not answered").isEqualTo(5000);
    alipay.pay("PW8");
    assertThat(told.poll(5, TimeUnit.SECONDS).body()).isEqualTo(told.poll(5, TimeUnit.SECONDS).body());
    alipay.outage(Outage.SILENT);
    assertThatThrownBy(() -> http.call("POST", alipay.url(), Map.of(), new byte[0])).isInstanceOf(IOException.class);
  }

  private void code(String number) throws AlipayApiException {
    ask(new AlipayTradePrecreateRequest(), "{\"out_trade_no\":\"" + number + "\",\"total_amount\":\"50.00\",\"subject\":\"x\"}");
  }

  private String refund(String number, String yuan) throws AlipayApiException {
    return ask(new AlipayTradeRefundRequest(), "{\"out_trade_no\":\"" + number + "\",\"refund_amount\":\"" + yuan
        + "\",\"out_request_no\":\"RF-" + yuan + "\"}").getSubCode();
  }

  private <T extends AlipayResponse> T ask(AlipayRequest<T> request, String content) throws AlipayApiException {
    request.setNotifyUrl(merchant.url() + "/notify");
    try {
      request.getClass().getMethod("setBizContent", String.class).invoke(request, content);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return sdk.execute(request);
  }

  private AlipayClient sdk(String appKey) {
    return new DefaultAlipayClient(alipay.url(), alipay.seller().appId(), key(appKey), "json", "UTF-8",
        key("provider_pub.pem"), "RSA2");
  }

  /** The SDK takes the signature out of the map it is given. */
  private static boolean genuine(WireRequest notice) throws AlipayApiException {
    return AlipaySignature.rsaCheckV1(WireRequest.form(notice.text()), key("provider_pub.pem"), "UTF-8", "RSA2");
  }

  private static String key(String pem) {
    return Vectors.text(pem).replaceAll("-----[A-Z ]+-----|\\s", "");
  }
}
