package io.paywatt.adapter.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ProviderServer;
import io.paywatt.adapter.RunningKamelet;
import io.paywatt.adapter.Sha256WithRsa;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.payment.PaymentNotice;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped kamelets alipay-*-action against a gateway on the wire. */
class AlipayActionsTest {
  private static final String TOPUP = "{\"id\":\"PW1\",\"description\":\"Meter 1/2, top-up\",\"amount\":5000,"
      + "\"currency\":\"CNY\",\"meter\":\"1\",\"payerJson\":\"%s\",\"method\":%s}";
  private static final String REFUND =
      "{\"refundId\":\"RF1\",\"orderId\":null,\"transactionId\":\"T1\",\"amount\":2000,\"total\":5000,\"currency\":\"CNY\"}";
  private Map<String, String> query;
  private Map<String, String> form;
  private Exchange exchange;

  @Test
  void a_code_to_scan_is_what_an_order_gives_unless_told_otherwise() throws Exception {
    JsonNode client = ask("order", TOPUP.formatted("{}", "null"),
        "{\"code\":\"10000\",\"out_trade_no\":\"PW1\",\"qr_code\":\"https://qr.alipay.com/bax1\"}");
    assertThat(client.toString()).isEqualTo("{\"method\":\"qr\",\"qrCode\":\"https://qr.alipay.com/bax1\"}");
    assertThat(query).containsEntry("method", "alipay.trade.precreate").containsEntry("app_id", "2021000000000001")
        .containsEntry("notify_url", "https://pay.example.com/webhooks/alipay").containsEntry("charset", "utf-8")
        .containsEntry("sign_type", "RSA2").containsEntry("timestamp", "2026-11-23 12:00:02");
    assertThat(form).containsOnlyKeys("biz_content").containsEntry("biz_content", "{\"out_trade_no\":\"PW1\","
        + "\"total_amount\":\"50.00\",\"subject\":\"Meter 1 2  top-up\",\"timeout_express\":\"2h\"}");
    Map<String, String> all = new HashMap<>(query);
    all.putAll(form);
    assertThat(Sha256WithRsa.verify(KeyFile.publicKey(Vectors.file("merchant_pub.pem")), AlipaySignature.request(all),
        query.get("sign"))).isTrue();
  }

  @Test
  void nothing_of_the_callers_request_leaks_out_and_nothing_of_ours_stays_behind() throws Exception {
    try (ProviderServer gateway = AlipayFixture.gateway("{\"code\":\"10000\",\"out_trade_no\":\"PW1\",\"qr_code\":\"q\"}")) {
      run(gateway.url() + "/gateway.do", "order", TOPUP.formatted("{}", "null"));
      assertThat(gateway.requests().get(0).headers()).doesNotContainKeys("Cookie", "Authorization", "Idempotency-Key");
      assertThat(gateway.requests().get(0).path()).isEqualTo("/gateway.do");
      assertThat(exchange.getMessage().getHeaders()).containsEntry("Authorization", "Bearer our-api-token");
      assertThat(exchange.getMessage().getHeaders().keySet()).noneMatch(name -> name.startsWith("CamelHttpUri"));
    }
  }

  @Test
  void a_mini_program_gets_the_number_of_its_trade() throws Exception {
    JsonNode client = ask("order", TOPUP.formatted("{\\\"buyerOpenId\\\":\\\"074a1\\\"}", "\"create\""),
        "{\"code\":\"10000\",\"out_trade_no\":\"PW1\",\"trade_no\":\"T1\"}");
    assertThat(client.toString()).isEqualTo("{\"method\":\"create\",\"tradeNo\":\"T1\"}");
    assertThat(StrictJson.object(form.get("biz_content").getBytes(StandardCharsets.UTF_8), "content").toString())
        .contains("\"product_code\":\"JSAPI_PAY\"", "\"buyer_open_id\":\"074a1\"");
    assertThatThrownBy(() -> ask("order", TOPUP.formatted("{}", "\"create\""), "{}"))
        .isInstanceOf(Rejected.class).hasMessageContaining("buyerOpenId");
  }

  @Test
  void a_page_on_the_phone_is_a_signed_address_and_alipay_is_not_asked() throws Exception {
    JsonNode client = run("http://127.0.0.1:1/gateway.do", "order", TOPUP.formatted(
        "{\\\"quitUrl\\\":\\\"https://shop.example.com/\\\",\\\"returnUrl\\\":\\\"https://shop.example.com/done\\\"}", "\"wap\""));
    assertThat(client.get("method").textValue()).isEqualTo("wap");
    URI page = URI.create(client.get("url").textValue());
    Map<String, String> parameters = AlipayForm.parse(page.getRawQuery().getBytes(StandardCharsets.US_ASCII)).fields();
    assertThat(parameters).containsEntry("method", "alipay.trade.wap.pay").containsEntry("return_url",
        "https://shop.example.com/done");
    assertThat(parameters.get("biz_content")).contains("QUICK_WAP_WAY", "\"quit_url\":\"https://shop.example.com/\"");
    assertThat(Sha256WithRsa.verify(KeyFile.publicKey(Vectors.file("merchant_pub.pem")),
        AlipaySignature.request(parameters), parameters.get("sign"))).isTrue();
    for (String bad : new String[] {"javascript:alert(1)", "https://a b"}) {
      assertThatThrownBy(() -> run("http://127.0.0.1:1/gateway.do", "order", TOPUP.formatted(
          "{\\\"quitUrl\\\":\\\"" + bad + "\\\"}", "\"wap\""))).isInstanceOf(Rejected.class).hasMessageContaining("quitUrl");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{\"code\":\"10000\",\"trade_no\":\"T1\",\"trade_status\":\"WAIT_BUYER_PAY\"} | unpaid",
      "{\"code\":\"10000\",\"trade_no\":\"T1\",\"trade_status\":\"TRADE_CLOSED\"} | closed",
      "{\"code\":\"10000\",\"trade_no\":\"T1\",\"trade_status\":\"TRADE_ODD\"} | unknown",
      "{\"code\":\"40004\",\"sub_code\":\"ACQ.TRADE_NOT_EXIST\"} | unknown"})
  void a_query_says_how_an_order_stands(String node, String state) throws Exception {
    JsonNode answer = ask("query", "{\"orderId\":null,\"transactionId\":\"T1\",\"amount\":1,\"client\":null}", node);
    assertThat(answer.get("state").textValue()).isEqualTo(state);
    assertThat(answer.get("notice").isNull()).isTrue();
  }

  @Test
  void a_code_that_nobody_scanned_is_unpaid() throws Exception {
    assertThat(ask("query", "{\"orderId\":\"PW1\",\"transactionId\":null}",
        "{\"code\":\"40004\",\"sub_code\":\"ACQ.TRADE_NOT_EXIST\"}").get("state").textValue()).isEqualTo("unpaid");
    assertThat(form.get("biz_content")).isEqualTo("{\"out_trade_no\":\"PW1\"}");
  }

  @Test
  void a_paid_order_comes_back_as_the_same_payment_its_notice_tells() throws Exception {
    for (String status : new String[] {"TRADE_SUCCESS", "TRADE_FINISHED"}) {
      JsonNode answer = ask("query", "{\"orderId\":\"PW20261123000002\",\"transactionId\":null}",
          "{\"code\":\"10000\",\"trade_no\":\"" + AlipayFixture.TRADE + "\",\"out_trade_no\":\"PW20261123000002\","
              + "\"trade_status\":\"" + status + "\",\"total_amount\":\"50.00\",\"send_pay_date\":\"2026-11-23 12:00:00\"}");
      assertThat(answer.get("state").textValue()).isEqualTo("paid");
      AlipaySettings settings = AlipayFixture.settings("http://127.0.0.1/gateway.do");
      AlipayNotice told = new AlipayNoticeReader(settings, () -> AlipayKeys.load(settings), AlipayFixture.CLOCK)
          .read(Vectors.bytes("a1_form.txt"));
      assertThat(PaymentNotice.parse(answer.get("notice").toString().getBytes(StandardCharsets.UTF_8)))
          .usingRecursiveComparison().ignoringFields("raw").isEqualTo(((AlipayNotice.Paid) told).payment());
    }
  }

  @Test
  void the_genuine_answer_about_another_order_is_not_believed() {
    assertThatThrownBy(() -> ask("query", "{\"orderId\":\"PW1\",\"transactionId\":null}",
        "{\"code\":\"10000\",\"out_trade_no\":\"PW2\",\"trade_status\":\"TRADE_SUCCESS\"}")).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> ask("refund", REFUND, "{\"code\":\"10000\",\"trade_no\":\"T2\",\"fund_change\":\"Y\"}"))
        .isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @CsvSource({"10000,,closed", "40004,ACQ.TRADE_NOT_EXIST,closed", "40004,ACQ.TRADE_HAS_FINISHED,paid",
      "40004,ACQ.TRADE_STATUS_ERROR,unknown"})
  void closing_says_how_an_order_stands(String code, String subCode, String state) throws Exception {
    assertThat(ask("close", "{\"orderId\":\"PW1\",\"client\":null}", "{\"code\":\"" + code + "\",\"sub_code\":\"" + subCode
        + "\",\"out_trade_no\":\"PW1\"}").get("state").textValue()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({"10000,,Y,done", "10000,,N,processing", "40004,ACQ.SELLER_BALANCE_NOT_ENOUGH,,held",
      "40004,ACQ.TRADE_HAS_FINISHED,,refused", "40004,ACQ.REASON_TRADE_REFUND_FEE_ERR,,refused", "40004,ACQ.NEW_CODE,,unknown"})
  void a_refund_says_what_became_of_it(String code, String subCode, String change, String state) throws Exception {
    JsonNode answer = ask("refund", REFUND, "{\"code\":\"" + code + "\",\"sub_code\":\"" + subCode + "\",\"fund_change\":\""
        + change + "\",\"trade_no\":\"T1\",\"refund_fee\":\"50.00\"}");
    assertThat(answer.get("state").textValue()).isEqualTo(state);
    assertThat(form.get("biz_content"))
        .isEqualTo("{\"trade_no\":\"T1\",\"refund_amount\":\"20.00\",\"out_request_no\":\"RF1\"}");
  }

  @ParameterizedTest
  @CsvSource({"20.00,REFUND_SUCCESS,done", "20,,done", "30.00,REFUND_SUCCESS,unknown", "20.00,REFUND_PROCESSING,unknown",
      ",,unknown"})
  void a_refund_query_believes_only_this_refund_of_this_amount(String amount, String status, String state) throws Exception {
    JsonNode answer = ask("refund-query", REFUND, "{\"code\":\"10000\",\"trade_no\":\"T1\",\"out_request_no\":\"RF1\""
        + (amount == null ? "" : ",\"refund_amount\":\"" + amount + "\"")
        + (status == null ? "" : ",\"refund_status\":\"" + status + "\"") + "}");
    assertThat(answer.get("state").textValue()).isEqualTo(state);
  }

  @Test
  void whatever_can_be_asked_again_says_so() throws Exception {
    for (String busy : new String[] {"{\"code\":\"20000\",\"sub_code\":\"isp.unknow-error\"}",
        "{\"code\":\"40004\",\"sub_code\":\"aop.ACQ.SYSTEM_ERROR\"}", "{\"code\":\"40004\",\"sub_code\":\"ACQ.SYSTEM_ERROR\"}"}) {
      assertThatThrownBy(() -> ask("refund", REFUND, busy)).isInstanceOf(Unavailable.class);
    }
    assertThatThrownBy(() -> run("http://127.0.0.1:1/gateway.do", "refund", REFUND)).isInstanceOf(Unavailable.class);
    try (ServerSocket silent = new ServerSocket(0)) {
      assertThatThrownBy(() -> run("http://127.0.0.1:" + silent.getLocalPort(), "query", "{\"orderId\":\"PW1\"}"))
          .isInstanceOf(Unavailable.class);
    }
  }

  @Test
  void an_answer_that_alipay_did_not_sign_decides_nothing() {
    for (String body : new String[] {"", "<html>", "{}", "{\"error_response\":{\"code\":\"40002\",\"sub_code\":"
        + "\"isv.invalid-signature\"}}", "{\"alipay_trade_refund_response\":{\"code\":\"40004\",\"sub_code\":"
        + "\"ACQ.TRADE_HAS_FINISHED\"}}"}) {
      try (ProviderServer gateway = new ProviderServer(request ->
          new ProviderServer.Response(200, Map.of(), body.getBytes(StandardCharsets.UTF_8)))) {
        assertThatThrownBy(() -> run(gateway.url(), "refund", REFUND)).as(body).isInstanceOf(Unavailable.class);
      }
    }
  }

  @Test
  void without_configuration_nothing_is_asked() {
    assertThatThrownBy(() -> run(new Alipay(null, AlipayFixture.CLOCK), "query", "{\"orderId\":\"PW1\"}"))
        .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.status()).isEqualTo(404));
  }

  private JsonNode ask(String operation, String body, String node) throws Exception {
    try (ProviderServer gateway = AlipayFixture.gateway(node)) {
      JsonNode answer = run(gateway.url() + "/gateway.do", operation, body);
      query = AlipayForm.parse(gateway.requests().get(0).query().getBytes(StandardCharsets.US_ASCII)).fields();
      form = AlipayForm.parse(gateway.requests().get(0).body()).fields();
      return answer;
    }
  }

  private JsonNode run(String url, String operation, String body) throws Exception {
    return run(AlipayFixture.alipay(url), operation, body);
  }

  private JsonNode run(Alipay alipay, String operation, String body) throws Exception {
    try (RunningKamelet running = new RunningKamelet(Map.of("alipay", alipay), new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:ask").to("kamelet:alipay-" + operation + "-action?responseTimeout=500");
      }
    }, 65_536)) {
      exchange = running.context().createProducerTemplate().request("direct:ask", request -> {
        request.getMessage().setBody(body.getBytes(StandardCharsets.UTF_8));
        request.getMessage().setHeaders(new HashMap<>(Map.of("Authorization", "Bearer our-api-token", "Cookie", "s=1",
            "Idempotency-Key", "k1", "CamelHttpPath", "/api/v1/topups", "CamelHttpQuery", "a=b", "CamelHttpMethod", "PUT")));
      });
      if (exchange.getException() != null) {
        throw exchange.getException();
      }
      return StrictJson.object(exchange.getMessage().getBody(byte[].class), "the result");
    }
  }
}
