package io.paywatt.adapter.hmac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import io.paywatt.adapter.PaymentAdapterContractTest;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.payment.PaymentResult;
import org.junit.jupiter.api.Test;

class HmacWebhookContractTest extends PaymentAdapterContractTest {
  private static final String BODY = "{\"event\":\"paid\",\"data\":{\"tx\":\"T-1\",\"order\":\"PW20261123000001\","
      + "\"amount\":\"50.00\",\"currency\":\"CNY\",\"at\":\"2026-11-23T12:00:00+08:00\"}}";
  private static final String FIELDS = "&event=/event&eventValue=paid&transactionId=/data/tx&orderId=/data/order"
      + "&meter=/data/serial&amount=/data/amount&paidAt=/data/at";

  private String secrets = "first-secret,next-secret";
  private String options = "&signed={X-Time}.{body}&timestampHeader=X-Time&signaturePrefix=sha256=&amountUnit=major"
      + "&currency=/data/currency";

  @Override
  protected String provider() {
    return "hmac";
  }

  @Override
  protected String source() {
    return "hmac-payment-source?path=hmac&secret=RAW(" + secrets + ")" + options + FIELDS;
  }

  @Override
  protected Map<String, Object> beans() {
    return Map.of("clock", Vectors.CLOCK);
  }

  @Override
  protected Map<String, Object> notConfigured() {
    secrets = "";
    return beans();
  }

  @Override
  protected Call genuine(long secondsFromNow) {
    return call("first-secret", secondsFromNow, bytes(BODY));
  }

  @Override
  protected Call repeated() {
    return call("next-secret", 60, bytes(BODY));
  }

  @Override
  protected Call forged() {
    return call("another-secret", 0, bytes(BODY));
  }

  @Override
  protected Call signed(byte[] body) {
    return call("first-secret", 0, body);
  }

  @Override
  protected Call duplicateKey() {
    return signed(bytes(BODY.replace("\"tx\":\"T-1\"", "\"tx\":\"T-0\",\"tx\":\"T-1\"")));
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
  void a_wrong_field_is_named_with_its_place_and_what_is_allowed() throws Exception {
    for (String amount : List.of("\"50.001\"", "-50", "\"1e3\"", "null", "true", "\"50,00\"", "{}", "\"\"")) {
      HttpResponse<String> answer = send(signed(bytes(BODY.replace("\"50.00\"", amount))));
      assertRefused(answer, 400);
      assertThat(answer.body()).as(amount).contains("amount (/data/amount");
    }
    assertThat(send(signed(bytes(BODY.replace("+08:00", "")))).body()).contains("paidAt (/data/at");
    assertThat(send(signed(bytes(BODY.replace("\"tx\"", "\"id\"")))).body()).contains("transactionId (/data/tx");
    assertThat(send(signed(bytes(BODY.replace("CNY", "yuan")))).body()).contains("currency (/data/currency");
  }

  @Test
  void another_kind_of_notice_is_acknowledged_and_does_nothing() throws Exception {
    assertThat(send(signed(bytes("{\"event\":\"hello\"}"))).statusCode()).isEqualTo(204);
    assertThat(accepted).isEmpty();
  }

  @Test
  void money_is_exact_whether_it_comes_as_number_or_text() throws Exception {
    send(signed(bytes(BODY.replace("\"50.00\"", "900719925.93"))));
    send(signed(bytes(BODY.replace("\"50.00\"", "0.1"))));
    assertThat(accepted).extracting(notice -> notice.money().amount()).containsExactly(90_071_992_593L, 10L);
  }

  @Test
  void a_provider_that_signs_the_body_alone_in_base64_and_wants_a_word_is_served_too() throws Exception {
    again("&encoding=base64&algorithm=HmacSHA1&answer=success&amountUnit=minor&currency=KES");
    byte[] body = bytes(BODY.replace("\"50.00\"", "5000").replace("\"2026-11-23T12:00:00+08:00\"", "1795406400000"));
    HttpResponse<String> answer = send(new Call(Map.of("Content-Type", "application/json", "X-Signature",
        Base64.getEncoder().encodeToString(hmac("HmacSHA1", "first-secret", body))), body));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("success");
    assertThat(accepted).singleElement().satisfies(notice -> {
      assertThat(notice.money().amount()).isEqualTo(5000);
      assertThat(notice.money().currency()).isEqualTo("KES");
      assertThat(notice.paidAt()).isEqualTo("2026-11-23T04:00:00Z");
    });
  }

  @Test
  void the_same_transaction_with_other_content_is_a_conflict() throws Exception {
    result = new PaymentResult.Conflict(1, "amount is 1, was 5000");
    assertThat(send(genuine(0)).statusCode()).isEqualTo(409);
  }

  @Test
  void a_parameter_that_would_prove_nothing_does_not_load() {
    assertDoesNotLoad("&signed={X-Time}&amountUnit=minor&currency=CNY", "{body}");
    assertDoesNotLoad("&timestampHeader=X-Time&amountUnit=minor&currency=CNY", "a time that is not signed");
    assertDoesNotLoad("&amountUnit=cents&currency=CNY", "minor, major");
    assertDoesNotLoad("&encoding=rot13&currency=CNY", "base64, hex");
  }

  private void assertDoesNotLoad(String other, String why) {
    assertThatThrownBy(() -> again(other)).hasStackTraceContaining(why);
  }

  private void again(String other) throws Exception {
    running.close();
    options = other;
    start(beans());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Call call(String secret, long secondsFromNow, byte[] body) {
    String time = Long.toString(Vectors.CLOCK.instant().getEpochSecond() + secondsFromNow);
    // one byte a character, so that any body keeps its bytes
    byte[] signed = (time + "." + new String(body, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    return new Call(Map.of("Content-Type", "application/json", "X-Time", time, "X-Signature",
        "sha256=" + HexFormat.of().formatHex(hmac("HmacSHA256", secret, signed))), body);
  }

  private static byte[] hmac(String algorithm, String secret, byte[] text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(bytes(secret), algorithm));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
