package io.paywatt.adapter.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import io.paywatt.adapter.PaymentAdapterContractTest;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.failed.FailedMessage;
import io.paywatt.ledger.payment.PaymentResult;
import org.junit.jupiter.api.Test;

class WechatPayContractTest extends PaymentAdapterContractTest {
  private static final long NOW = Vectors.CLOCK.instant().getEpochSecond();

  private final List<FailedMessage> desk = new ArrayList<>();

  @Override
  protected String provider() {
    return "wechat";
  }

  @Override
  protected Map<String, Object> beans() {
    return Map.of("wechatPay", new WechatPay(WechatFixture.settings(), Vectors.CLOCK, desk::add));
  }

  @Override
  protected Map<String, Object> notConfigured() {
    return Map.of("wechatPay", new WechatPay(null, Vectors.CLOCK, desk::add));
  }

  @Override
  protected Call genuine(long secondsFromNow) {
    byte[] body = Vectors.bytes("w3_body.json");
    return new Call(WechatFixture.headers("provider_key.pem", Vectors.PUBLIC_KEY_ID, NOW + secondsFromNow, body), body);
  }

  @Override
  protected Call repeated() {
    byte[] body = WechatFixture.envelope("TRANSACTION.SUCCESS", Vectors.text("w3_plain.json"), "again", Vectors.API_V3_KEY);
    return new Call(WechatFixture.headers("provider_key.pem", Vectors.CERTIFICATE_SERIAL, NOW + 15, body), body);
  }

  @Override
  protected Call forged() {
    byte[] body = Vectors.bytes("w3_body.json");
    return new Call(WechatFixture.headers("merchant_key.pem", Vectors.PUBLIC_KEY_ID, NOW, body), body);
  }

  @Override
  protected Call signed(byte[] body) {
    return new Call(WechatFixture.headers("provider_key.pem", Vectors.PUBLIC_KEY_ID, NOW, body), body);
  }

  @Override
  protected Call duplicateKey() {
    return paid(plain().replace("\"total\":5000", "\"total\":1,\"total\":5000"));
  }

  @Override
  protected Call otherMerchant() {
    return paid(plain().replace("1230000109", "1999999999"));
  }

  @Override
  protected void otherMerchantOutcome(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("\"code\":\"FAIL\"");
    assertThat(accepted).singleElement().satisfies(notice -> assertThat(notice.mismatch())
        .isEqualTo("paid to merchant 1999999999, ours is 1230000109"));
  }

  @Override
  protected int success() {
    return 200;
  }

  @Test
  void the_published_vector_is_taken_with_public_key_and_with_certificate() throws Exception {
    for (String serial : List.of(Vectors.PUBLIC_KEY_ID, Vectors.CERTIFICATE_SERIAL, "00" + Vectors.CERTIFICATE_SERIAL,
        Vectors.CERTIFICATE_SERIAL.toLowerCase(java.util.Locale.ROOT))) {
      HttpResponse<String> answer = send(vector("w3_body.json", 1795406401L, "W3_sig", WechatFixture.NONCE, serial));
      assertThat(answer.statusCode()).as(serial).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"code\":\"SUCCESS\",\"message\":\"OK\"}");
    }
    assertThat(accepted).hasSize(4).allSatisfy(notice -> assertThat(notice.transactionId())
        .isEqualTo("4200002026112312345678901234"));
  }

  @Test
  void an_unknown_serial_and_a_bad_signature_get_the_same_answer() throws Exception {
    HttpResponse<String> unknown = send(genuine(0).with("Wechatpay-Serial", "ABCDEF0123456789"));
    HttpResponse<String> bad = send(forged());
    assertRefused(unknown, 401);
    assertThat(unknown.body()).isEqualTo(bad.body()).doesNotContain(Vectors.PUBLIC_KEY_ID);
  }

  /** A serial is only unique within its chain: the key of the certificate that we hold decides. */
  @Test
  void a_certificate_of_another_chain_with_the_serial_of_ours_proves_nothing() throws Exception {
    byte[] body = Vectors.bytes("w3_body.json");
    Call call = new Call(WechatFixture.headers("merchant_key.pem", Vectors.CERTIFICATE_SERIAL, NOW, body), body);
    assertRefused(send(call), 401);
    assertThat(accepted).isEmpty();
  }

  @Test
  void a_probe_of_wechat_is_refused_like_any_forgery() throws Exception {
    assertRefused(send(genuine(0).with("Wechatpay-Signature", "WECHATPAY/SIGNTEST/zqmTZ9dbP47GKssbOPSX5PmEOLlS")), 401);
  }

  @Test
  void a_refund_notice_of_another_merchant_is_acknowledged_and_kept_for_a_person() throws Exception {
    byte[] body = WechatFixture.envelope("REFUND.SUCCESS", Vectors.text("w4_plain.json").replace("1230000109", "1999999999"),
        "refund", Vectors.API_V3_KEY);
    assertThat(send(signed(body)).statusCode()).isEqualTo(200);
    assertThat(accepted).isEmpty();
    assertThat(desk).singleElement().satisfies(item -> {
      assertThat(item.body()).isEqualTo(body);
      assertThat(item.routeId()).as("the same after every start").isEqualTo("wechat-payment-source");
      assertThat(item.error()).hasMessageContaining("REFUND.SUCCESS").hasMessageContaining("PW20261123000001");
    });
  }

  @Test
  void a_success_event_about_an_unpaid_order_is_no_payment() throws Exception {
    assertThat(send(paid(plain().replace("\"trade_state\":\"SUCCESS\"", "\"trade_state\":\"REFUND\""))).statusCode())
        .isEqualTo(200);
    assertThat(accepted).isEmpty();
    assertThat(desk).hasSize(1);
  }

  @Test
  void a_notice_in_another_app_is_handed_on_as_not_ours() throws Exception {
    send(paid(plain().replace("wxd678efh567hg6787", "wx000000000000000a")));
    assertThat(accepted).singleElement().satisfies(notice -> assertThat(notice.mismatch()).contains("app"));
  }

  @Test
  void associated_data_may_be_absent_or_empty() throws Exception {
    for (String aad : new String[] {null, ""}) {
      byte[] body = WechatFixture.envelope("TRANSACTION.SUCCESS", plain(), aad, Vectors.API_V3_KEY);
      assertThat(send(signed(body)).statusCode()).isEqualTo(200);
    }
    assertThat(accepted).hasSize(2);
  }

  @Test
  void a_signed_notice_that_does_not_open_with_our_key_is_refused() throws Exception {
    byte[] body = WechatFixture.envelope("TRANSACTION.SUCCESS", plain(), "transaction", "another-api-v3-key-of-32-letters");
    assertRefused(send(signed(body)), 401);
  }

  @Test
  void a_signed_envelope_that_is_misshapen_is_refused_not_a_fault() throws Exception {
    String good = Vectors.text("w3_body.json");
    for (String bad : List.of(good.replace("fdasflkja484", "short"), good.replace("fdasflkja484", "muchtoolongnonce"),
        good.replace("AEAD_AES_256_GCM", "AEAD_SM4_GCM"), good.replace("\"bz19R", "\"!z19R"),
        good.replace("\"associated_data\":\"transaction\"", "\"associated_data\":7"),
        good.replace("\"resource\":{", "\"resource\":[],\"x\":{"))) {
      assertThat(bad).isNotEqualTo(good);
      assertRefused(send(signed(bad.getBytes(StandardCharsets.UTF_8))), 400);
    }
    assertRefused(send(signed(good.replace("\"bz19R", "\"AAAA").getBytes(StandardCharsets.UTF_8))), 401);
  }

  @Test
  void a_signed_content_that_is_misshapen_is_refused_by_field() throws Exception {
    Map<String, String> wrong = Map.of(
        "total", plain().replace("\"total\":5000", "\"total\":\"5000\""),
        "amount", plain().replace("\"amount\"", "\"amounts\""),
        "currency", plain().replace("\"currency\":\"CNY\"", "\"currency\":\"RMB\""),
        "transaction_id", plain().replace("\"transaction_id\"", "\"id\""),
        "success_time", plain().replace("2026-11-23T12:00:00+08:00", "yesterday"),
        "mchid", plain().replace("\"mchid\"", "\"merchant\""));
    for (Map.Entry<String, String> one : wrong.entrySet()) {
      HttpResponse<String> answer = send(paid(one.getValue()));
      assertRefused(answer, 400);
      assertThat(answer.body()).contains(one.getKey());
    }
  }

  @Test
  void whatever_became_of_the_payment_wechat_need_not_repeat() throws Exception {
    for (PaymentResult outcome : List.of(new PaymentResult.Duplicate(1, "posted"), new PaymentResult.Parked(1, "x"),
        new PaymentResult.Conflict(1, "x"))) {
      result = outcome;
      assertThat(send(genuine(0)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void no_mutation_of_a_signed_notice_causes_a_server_fault() throws Exception {
    Random random = new Random(20261123);
    byte[] body = Vectors.bytes("w3_body.json");
    for (int i = 0; i < 300; i++) {
      byte[] mutated = body.clone();
      for (int n = 0; n <= random.nextInt(3); n++) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      assertThat(send(signed(mutated)).statusCode()).isLessThan(500);
    }
  }

  private Call vector(String body, long seconds, String signature, String nonce, String serial) {
    return new Call(Map.of("Content-Type", "application/json", "Wechatpay-Serial", serial, "Wechatpay-Timestamp",
        Long.toString(seconds), "Wechatpay-Nonce", nonce, "Wechatpay-Signature", Vectors.signature(signature)),
        Vectors.bytes(body));
  }

  private Call paid(String plain) {
    return signed(WechatFixture.envelope("TRANSACTION.SUCCESS", plain, "transaction", Vectors.API_V3_KEY));
  }

  private static String plain() {
    return Vectors.text("w3_plain.json");
  }
}
