package io.paywatt.adapter.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import io.paywatt.adapter.PaymentAdapterContractTest;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.payment.PaymentResult;
import org.junit.jupiter.api.Test;

class StandardWebhooksContractTest extends PaymentAdapterContractTest {
  private static final byte[] KEY = "paywatt-standard-webhook-key-32b".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEXT_KEY = "the-secret-that-comes-after-that".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER_KEY = "somebody-elses-webhook-key-32byt".getBytes(StandardCharsets.UTF_8);
  private static final String BODY = "{\"type\":\"payment.succeeded\",\"timestamp\":\"2026-11-23T04:00:00Z\",\"data\":{"
      + "\"transactionId\":\"T-1\",\"orderId\":\"PW20261123000001\",\"amount\":5000,\"currency\":\"CNY\","
      + "\"paidAt\":\"2026-11-23T12:00:00+08:00\"}}";

  @Override
  protected String provider() {
    return "standard";
  }

  @Override
  protected Map<String, Object> beans() {
    String secrets = secret(KEY) + " " + secret(NEXT_KEY);
    return Map.of("standardWebhooks", new StandardWebhooks(secrets, Vectors.CLOCK));
  }

  @Override
  protected Map<String, Object> notConfigured() {
    return Map.of("standardWebhooks", new StandardWebhooks("", Vectors.CLOCK));
  }

  @Override
  protected Call genuine(long secondsFromNow) {
    return call(KEY, "msg_1", Vectors.CLOCK.instant().getEpochSecond() + secondsFromNow, bytes(BODY));
  }

  @Override
  protected Call repeated() {
    return call(NEXT_KEY, "msg_2", Vectors.CLOCK.instant().getEpochSecond() + 60, bytes(BODY));
  }

  @Override
  protected Call forged() {
    return call(OTHER_KEY, "msg_1", Vectors.CLOCK.instant().getEpochSecond(), bytes(BODY));
  }

  @Override
  protected Call signed(byte[] body) {
    return call(KEY, "msg_1", Vectors.CLOCK.instant().getEpochSecond(), body);
  }

  @Override
  protected Call duplicateKey() {
    return signed(bytes(BODY.replace("\"amount\":5000", "\"amount\":1,\"amount\":5000")));
  }

  @Override
  protected Call otherMerchant() {
    return forged();
  }

  @Override
  protected void otherMerchantOutcome(HttpResponse<String> answer) {
    assertRefused(answer, 401);
  }

  @Override
  protected int success() {
    return 204;
  }

  @Test
  void an_amount_that_is_no_whole_number_of_minor_units_is_refused_by_name() throws Exception {
    for (String amount : List.of("50.0", "\"50\"", "1e2", "-50", "0", "null", "true", "9223372036854775808",
        "1000000000001", "5000.00", "[5000]")) {
      HttpResponse<String> answer = send(signed(bytes(BODY.replace(":5000", ":" + amount))));
      assertRefused(answer, 400);
      assertThat(answer.body()).as(amount).contains("amount");
    }
  }

  @Test
  void a_missing_or_wrong_field_is_refused_by_name() throws Exception {
    Map<String, String> wrong = Map.of(
        "transactionId", BODY.replace("\"T-1\"", "7"),
        "orderId", BODY.replace("\"PW20261123000001\"", "\"\""),
        "currency", BODY.replace("\"CNY\"", "\"cny\""),
        "paidAt", BODY.replace("+08:00", ""),
        "data", BODY.replace("\"data\"", "\"date\""),
        "type", BODY.replace("\"type\"", "\"kind\""));
    for (Map.Entry<String, String> one : wrong.entrySet()) {
      HttpResponse<String> answer = send(signed(bytes(one.getValue())));
      assertRefused(answer, 400);
      assertThat(answer.body()).contains(one.getKey());
    }
  }

  @Test
  void the_published_vector_is_genuine_but_its_amount_is_text() throws Exception {
    Call vector = new Call(Map.of("Content-Type", "application/json", "webhook-id", "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W",
        "webhook-timestamp", "1795406400", "webhook-signature", Vectors.signature("S1_sig")), Vectors.bytes("s1_body.json"));
    assertRefused(send(vector), 400);
    assertRefused(send(vector.with("webhook-id", "msg_other")), 401);
  }

  @Test
  void one_good_signature_among_several_is_enough() throws Exception {
    String good = genuine(0).headers().get("webhook-signature");
    assertThat(send(genuine(0).with("webhook-signature", "v1a,AAAA v1,AAAA " + good)).statusCode()).isEqualTo(204);
    assertThat(accepted).hasSize(1);
  }

  @Test
  void a_timestamp_written_in_another_way_is_refused() throws Exception {
    String seconds = genuine(0).headers().get("webhook-timestamp");
    for (String other : List.of("+" + seconds, "0" + seconds, seconds + ".0", "-" + seconds)) {
      assertRefused(send(genuine(0).with("webhook-timestamp", other)), 401);
    }
  }

  @Test
  void another_type_is_acknowledged_and_ignored() throws Exception {
    assertThat(send(signed(bytes("{\"type\":\"payment.refunded\",\"data\":{}}"))).statusCode()).isEqualTo(204);
    assertThat(accepted).isEmpty();
  }

  @Test
  void a_payment_without_order_and_meter_is_still_a_payment() throws Exception {
    result = new PaymentResult.Parked(1, "no order and no meter");
    String body = BODY.replace("\"orderId\":\"PW20261123000001\",", "");
    assertThat(send(signed(bytes(body))).statusCode()).isEqualTo(202);
    assertThat(accepted).singleElement().satisfies(notice -> {
      assertThat(notice.orderId()).isNull();
      assertThat(notice.meter()).isNull();
    });
  }

  @Test
  void a_payment_may_name_a_meter() throws Exception {
    send(signed(bytes(BODY.replace("\"orderId\":\"PW20261123000001\"", "\"meter\":\"14200000012\""))));
    assertThat(accepted).singleElement().satisfies(notice -> assertThat(notice.meter()).isEqualTo("14200000012"));
  }

  @Test
  void the_answer_says_what_became_of_the_payment() throws Exception {
    assertThat(answerTo(new PaymentResult.Duplicate(1, "posted")).statusCode()).isEqualTo(204);
    assertThat(answerTo(new PaymentResult.Duplicate(1, "parked")).statusCode()).isEqualTo(202);
    HttpResponse<String> conflict = answerTo(new PaymentResult.Conflict(1, "amount is 1, was 5000"));
    assertThat(conflict.statusCode()).isEqualTo(409);
    assertThat(conflict.body()).contains("amount is 1, was 5000");
  }

  private HttpResponse<String> answerTo(PaymentResult outcome) throws Exception {
    result = outcome;
    return send(genuine(0));
  }

  private static String secret(byte[] key) {
    return "whsec_" + Base64.getEncoder().encodeToString(key);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Signed here without the library, as a provider in any language would. */
  private static Call call(byte[] key, String id, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(bytes(id + "." + seconds + "."));
      String signature = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
      return new Call(Map.of("Content-Type", "application/json", "webhook-id", id, "webhook-timestamp",
          Long.toString(seconds), "webhook-signature", signature), body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
