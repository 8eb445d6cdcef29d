package io.paywatt.adapter.alipay;

import static io.paywatt.adapter.alipay.AlipayFixture.notice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ProviderServer;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.payment.PaymentNotice;
import io.paywatt.ledger.payment.PaymentResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alipay's notices over the wire, through the shipped kamelet. */
class AlipayNoticeTest {
  private static final String[] REFUND = {"refund_fee", "30.00", "gmt_refund", "2026-11-23 13:00:00.123", "out_biz_no", "RF2"};

  private ProviderServer gateway;
  private AlipaySource source;

  @BeforeEach
  void start() throws Exception {
    gateway = AlipayFixture.gateway("{\"code\":\"10000\",\"msg\":\"Success\",\"trade_no\":\"" + AlipayFixture.TRADE
        + "\",\"out_request_no\":\"RF2\",\"refund_amount\":\"20.00\",\"refund_status\":\"REFUND_SUCCESS\"}");
    source = new AlipaySource(AlipayFixture.alipay(gateway.url() + "/gateway.do"));
  }

  @AfterEach
  void stop() {
    source.close();
    gateway.close();
  }

  @Test
  void the_published_vector_is_a_payment_and_is_answered_with_exactly_seven_bytes() throws Exception {
    HttpResponse<byte[]> answer = source.post(Vectors.bytes("a1_form.txt"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(new byte[] {'s', 'u', 'c', 'c', 'e', 's', 's'});
    assertThat(answer.headers().map().keySet()).isSubsetOf(":status", "content-length", "content-type");
    PaymentNotice notice = payment(0);
    assertThat(notice.provider()).isEqualTo("alipay");
    assertThat(notice.transactionId()).isEqualTo(AlipayFixture.TRADE);
    assertThat(notice.orderId()).isEqualTo("PW20261123000002");
    assertThat(notice.money().amount()).isEqualTo(5000);
    assertThat(notice.money().currency()).isEqualTo("CNY");
    assertThat(notice.paidAt()).isEqualTo("2026-11-23T04:00:00Z");
    assertThat(notice.mismatch()).isNull();
    assertThat(notice.raw()).isEqualTo(Vectors.bytes("a1_form.txt"));
  }

  @Test
  void what_alipay_did_not_sign_is_refused() throws Exception {
    String good = Vectors.text("a1_form.txt");
    for (String bad : List.of(good.replace("total_amount=50.00", "total_amount=90.00"), good + "&extra=1",
        good.replaceAll("sign=[^&]*&", ""), good.replaceAll("sign=[^&]*", "sign=%3F%3F"), good.replaceAll("sign=Q4", "sign=Q5"),
        good.replace("&sign_type=RSA2", "&sign_type=RSA"), good.replace("&sign_type=RSA2", ""),
        good.replace("charset=utf-8", "charset=gbk"), good.replace("charset=utf-8&", ""),
        good.replaceAll("sign=[^&]*", "sign=" + Vectors.signature("A1_sig_withempty").replace("+", "%2B")),
        new String(AlipayFixture.signed(AlipayFixture.a1(), "merchant_key.pem"), StandardCharsets.US_ASCII))) {
      assertThat(bad).isNotEqualTo(good);
      fails(source.post(bad.getBytes(StandardCharsets.US_ASCII)), 401);
    }
  }

  @Test
  void another_charset_is_refused_even_when_it_is_signed() throws Exception {
    fails(source.post(notice("charset", "gbk")), 401);
    assertThat(source.post(notice("charset", "UTF-8")).statusCode()).isEqualTo(200);
  }

  @Test
  void a_field_that_comes_twice_is_refused() throws Exception {
    fails(source.post((Vectors.text("a1_form.txt") + "&total_amount=50.00").getBytes(StandardCharsets.US_ASCII)), 400);
    fails(source.post((Vectors.text("a1_form.txt") + "&total%5Famount=50.00").getBytes(StandardCharsets.US_ASCII)), 400);
  }

  @Test
  void what_is_no_form_is_refused() throws Exception {
    for (String bad : List.of("", "&", "a", "=b", "a=%", "a=%4", "a=%zz", "a=%ff", "a=b&&c=d", "a=b c")) {
      assertThat(source.post(bad.getBytes(StandardCharsets.US_ASCII)).statusCode()).as(bad).isEqualTo(400);
    }
    for (String type : List.of("application/json", "text/plain", "multipart/form-data; boundary=x")) {
      assertThat(source.post(Vectors.bytes("a1_form.txt"), type).statusCode()).as(type).isEqualTo(415);
    }
    assertThat(source.post(("a=" + "b".repeat(70_000)).getBytes(StandardCharsets.US_ASCII)).statusCode()).isEqualTo(413);
    assertThat(source.get().statusCode()).isEqualTo(405);
    assertThat(source.taken).isEmpty();
  }

  @Test
  void the_charset_of_the_content_type_does_not_matter() throws Exception {
    for (String type : List.of("application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=GBK")) {
      assertThat(source.post(Vectors.bytes("a1_form.txt"), type).statusCode()).as(type).isEqualTo(200);
    }
  }

  @Test
  void a_payment_to_somebody_else_is_handed_on_as_not_ours_and_not_acknowledged() throws Exception {
    for (String[] other : new String[][] {{"app_id", "2021999999999999"}, {"seller_id", "2088999999999999"},
        {"trans_currency", "USD"}}) {
      HttpResponse<byte[]> answer = source.post(notice(other));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(new String(answer.body(), StandardCharsets.US_ASCII)).isEqualTo("fail");
    }
    assertThat(source.taken).extracting(taken -> taken.getValue().get("mismatch").textValue()).containsExactly(
        "paid in app 2021999999999999, ours is 2021000000000001", "paid to seller 2088999999999999, ours is 2088101106499364",
        "ordered in USD, ours is CNY");
  }

  @Test
  void finished_after_success_is_the_same_payment() throws Exception {
    source.post(Vectors.bytes("a1_form.txt"));
    source.post(notice("trade_status", "TRADE_FINISHED", "notify_id", "other", "total_amount", "50"));
    assertThat(payment(1)).usingRecursiveComparison().ignoringFields("raw").isEqualTo(payment(0));
  }

  @Test
  void a_refund_is_never_a_payment_and_its_amount_is_asked_of_alipay() throws Exception {
    assertThat(source.post(notice(REFUND)).body()).asString().isEqualTo("success");
    assertThat(source.taken).singleElement().satisfies(taken -> {
      JsonNode notice = taken.getValue();
      assertThat(taken.getKey()).isEqualTo("refund");
      assertThat(notice.get("refundId").textValue()).isEqualTo("RF2");
      assertThat(notice.get("transactionId").textValue()).isEqualTo(AlipayFixture.TRADE);
      assertThat(notice.get("amount").longValue()).as("of this refund, not the 30.00 of all").isEqualTo(2000);
      assertThat(notice.get("at").textValue()).isEqualTo("2026-11-23T05:00:00.123Z");
      assertThat(notice.get("state").textValue()).isEqualTo("done");
      assertThat(Base64.getDecoder().decode(notice.get("raw").textValue())).isEqualTo(notice(REFUND));
    });
    Map<String, String> asked = AlipayForm.parse(gateway.requests().get(0).body()).fields();
    assertThat(asked.get("biz_content")).isEqualTo(
        "{\"trade_no\":\"" + AlipayFixture.TRADE + "\",\"out_request_no\":\"RF2\"}");
  }

  @Test
  void every_form_of_refund_is_told_from_a_payment() throws Exception {
    for (String[] refund : new String[][] {{"refund_fee", "0.01"}, {"gmt_refund", "2026-11-23 13:00:00"},
        {"trade_status", "TRADE_CLOSED", "refund_fee", "50.00"}}) {
      source.post(notice(refund));
    }
    assertThat(gateway.requests()).hasSize(3);
    assertThat(source.taken).as("no refund of the order's own number is known").isEmpty();
    assertThat(source.post(notice("refund_fee", "0.00")).body()).asString().isEqualTo("success");
    assertThat(source.taken).singleElement().extracting(Map.Entry::getKey).isEqualTo("payment");
  }

  @Test
  void a_refund_that_alipay_does_not_confirm_is_told_again() throws Exception {
    gateway.close();
    fails(source.post(notice(REFUND)), 503);
    source.close();
    gateway = new ProviderServer(AlipayFixture.answering(request -> "{\"code\":\"10000\"}", "merchant_key.pem"));
    source = new AlipaySource(AlipayFixture.alipay(gateway.url() + "/gateway.do"));
    fails(source.post(notice(REFUND)), 503);
    fails(source.post(notice("refund_fee", "1.00", "app_id", "2021999999999999")), 403);
  }

  @Test
  void waiting_and_closing_are_acknowledged_without_effect() throws Exception {
    for (String state : List.of("WAIT_BUYER_PAY", "TRADE_CLOSED", "TRADE_PENDING")) {
      assertThat(source.post(notice("trade_status", state, "gmt_payment", null)).body()).asString().isEqualTo("success");
    }
    assertThat(source.taken).isEmpty();
  }

  @Test
  void a_notice_is_believed_for_26_hours() throws Exception {
    assertThat(source.post(notice("notify_time", "2026-11-22 10:00:02")).statusCode()).isEqualTo(200);
    assertThat(source.post(notice("notify_time", "2026-11-23 12:05:02")).statusCode()).isEqualTo(200);
    source.taken.clear();
    fails(source.post(notice("notify_time", "2026-11-22 10:00:01")), 401);
    fails(source.post(notice("notify_time", "2026-11-23 12:05:03")), 401);
  }

  @Test
  void signed_content_that_is_misshapen_is_refused() throws Exception {
    for (String[] bad : new String[][] {{"total_amount", "5e1"}, {"total_amount", "-50.00"}, {"total_amount", "50.001"},
        {"total_amount", "0.00"}, {"total_amount", "５０"}, {"total_amount", null}, {"trade_no", null}, {"out_trade_no", ""},
        {"gmt_payment", null}, {"gmt_payment", "2026-11-31 12:00:00"}, {"notify_time", null}, {"seller_id", null},
        {"trade_status", null}, {"trade_no", "x".repeat(129)}, {"refund_fee", "all"}}) {
      fails(source.post(notice(bad)), 400);
    }
  }

  @Test
  void what_the_route_did_not_store_is_never_acknowledged() throws Exception {
    for (PaymentResult stored : List.of(new PaymentResult.Duplicate(1, "posted"), new PaymentResult.Parked(1, "x"),
        new PaymentResult.Conflict(1, "x"))) {
      source.result = stored;
      assertThat(source.post(notice()).body()).asString().isEqualTo("success");
    }
    source.result = "posted, honestly";
    assertThat(source.post(notice()).body()).asString().isEqualTo("fail");
    source.fault = new Unavailable("database down", null);
    HttpResponse<byte[]> answer = source.post(notice());
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).asString().isEqualTo("fail");
  }

  @Test
  void the_key_before_is_good_too_and_a_new_one_is_taken_up_without_a_restart(@TempDir Path folder) throws Exception {
    Path current = Files.copy(Vectors.file("merchant_pub.pem"), folder.resolve("current"));
    Path before = Files.copy(Vectors.file("provider_pub.pem"), folder.resolve("before"));
    try (AlipaySource both = new AlipaySource(new Alipay(AlipayFixture.settings(gateway.url(), current, before),
        AlipayFixture.CLOCK))) {
      assertThat(both.post(notice()).statusCode()).isEqualTo(200);
      Files.delete(before);
      Files.copy(current, before);
      await().until(() -> both.post(notice()).statusCode() == 401);
      Files.writeString(before, Vectors.text("provider_pub.pem").replaceAll("-----[A-Z ]+-----|\\s", ""));
      await().until(() -> both.post(notice()).statusCode() == 200);
    }
  }

  @Test
  void without_configuration_the_endpoint_answers_404() throws Exception {
    source.close();
    source = new AlipaySource(new Alipay(null, AlipayFixture.CLOCK));
    fails(source.post(notice()), 404);
  }

  @Test
  void no_mutation_of_a_notice_causes_a_server_fault_or_a_payment_of_another_amount() throws Exception {
    Random random = new Random(20261123);
    byte[] body = Vectors.bytes("a1_form.txt");
    for (int i = 0; i < 300; i++) {
      byte[] mutated = body.clone();
      for (int n = 0; n <= random.nextInt(3); n++) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      assertThat(source.post(mutated).statusCode()).isLessThan(500);
    }
    assertThat(source.taken).allSatisfy(taken -> assertThat(taken.getValue().get("amount").longValue()).isEqualTo(5000));
  }

  private PaymentNotice payment(int index) {
    assertThat(source.taken.get(index).getKey()).isEqualTo("payment");
    return PaymentNotice.parse(source.taken.get(index).getValue().toString().getBytes(StandardCharsets.UTF_8));
  }

  private void fails(HttpResponse<byte[]> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("fail");
    assertThat(source.taken).isEmpty();
  }
}
