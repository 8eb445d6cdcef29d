package io.paywatt.adapter.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import io.paywatt.adapter.PaymentAdapterContractTest;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.failed.FailedMessage;
import org.junit.jupiter.api.Test;

class StripeContractTest extends PaymentAdapterContractTest {
  private static final long NOW = Vectors.CLOCK.instant().getEpochSecond();
  private final List<FailedMessage> desk = new CopyOnWriteArrayList<>();

  @Override
  protected String provider() {
    return "stripe";
  }

  @Override
  protected Map<String, Object> beans() {
    return Map.of("stripePay",
        new StripePay(StripeFixture.settings(StripeSettings.DEFAULT_BASE_URL), Vectors.CLOCK, desk::add));
  }

  @Override
  protected Map<String, Object> notConfigured() {
    return Map.of("stripePay", new StripePay(null, Vectors.CLOCK, desk::add));
  }

  @Override
  protected Call genuine(long secondsFromNow) {
    return call(StripeFixture.SECRET, NOW + secondsFromNow, bytes(StripeFixture.PAID));
  }

  @Override
  protected Call repeated() {
    return call(StripeFixture.NEXT_SECRET, NOW + 60, bytes(StripeFixture.PAID));
  }

  @Override
  protected Call forged() {
    return call("whsec_somebody_else", NOW, bytes(StripeFixture.PAID));
  }

  @Override
  protected Call signed(byte[] body) {
    return call(StripeFixture.SECRET, NOW, body);
  }

  @Override
  protected Call duplicateKey() {
    return signed(bytes(StripeFixture.PAID.replace("\"amount_received\":5000", "\"amount_received\":1,\"amount_received\":5000")));
  }

  @Override
  protected Call otherMerchant() {
    return signed(bytes(StripeFixture.PAID.replace("\"type\"", "\"account\":\"acct_other\",\"type\"")));
  }

  @Override
  protected void otherMerchantOutcome(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(accepted).singleElement().satisfies(notice -> assertThat(notice.mismatch()).contains("acct_other"));
  }

  @Override
  protected int success() {
    return 200;
  }

  @Test
  void the_published_vector_is_a_payment() throws Exception {
    String signature = "t=1795406400,v1=" + Vectors.signature("S2_sig");
    send(new Call(headers(signature), Vectors.bytes("s2_body.json")));
    assertThat(accepted).singleElement().satisfies(notice -> {
      assertThat(notice.transactionId()).isEqualTo("pi_1PW");
      assertThat(notice.orderId()).isEqualTo("PW20261123000004");
      assertThat(notice.paidAt()).isEqualTo("2026-11-23T04:00:00Z");
    });
  }

  @Test
  void a_signature_of_scheme_v0_proves_nothing() throws Exception {
    String v0 = genuine(0).headers().get("Stripe-Signature").replace("v1=", "v0=");
    assertRefused(send(new Call(headers(v0), bytes(StripeFixture.PAID))), 401);
  }

  @Test
  void one_good_signature_among_several_is_enough_and_two_times_are_too_many() throws Exception {
    String good = genuine(0).headers().get("Stripe-Signature");
    String several = good.replace(",v1=", ",v0=00,v1=" + "0".repeat(64) + ",v1=");
    assertThat(send(new Call(headers(several), bytes(StripeFixture.PAID))).statusCode()).isEqualTo(200);
    accepted.clear();
    assertRefused(send(new Call(headers("t=" + (NOW - 9) + "," + good), bytes(StripeFixture.PAID))), 401);
  }

  @Test
  void an_event_of_the_other_mode_is_never_taken_for_ours() throws Exception {
    send(signed(bytes(StripeFixture.PAID.replace("\"livemode\":false,\"data\"", "\"livemode\":true,\"data\""))));
    assertThat(accepted).singleElement().satisfies(notice -> assertThat(notice.mismatch()).contains("live mode"));
  }

  @Test
  void an_event_that_calls_a_payment_made_whose_state_says_otherwise_is_refused_by_name() throws Exception {
    HttpResponse<String> answer = send(signed(bytes(StripeFixture.PAID.replace("\"succeeded\"}", "\"processing\"}"))));
    assertRefused(answer, 400);
    assertThat(answer.body()).contains("data.object.status is processing");
  }

  @Test
  void an_amount_that_is_no_whole_number_of_minor_units_is_refused_by_name() throws Exception {
    for (String amount : List.of("50.0", "\"50\"", "1e2", "-50", "0", "null", "9223372036854775808", "[5000]")) {
      HttpResponse<String> answer = send(signed(bytes(StripeFixture.PAID.replace("received\":5000", "received\":" + amount))));
      assertRefused(answer, 400);
      assertThat(answer.body()).as(amount).contains("amount_received");
    }
  }

  @Test
  void a_payment_made_without_us_may_name_a_meter_or_nothing() throws Exception {
    send(signed(bytes(StripeFixture.PAID.replace("\"out_trade_no\":\"PW20261123000001\",", ""))));
    send(signed(bytes(StripeFixture.PAID.replaceAll("\"metadata\":\\{[^}]*\\}", "\"metadata\":{}"))));
    assertThat(accepted).extracting(notice -> notice.orderId() + " " + notice.meter())
        .containsExactly("null 14200000012", "null null");
  }

  @Test
  void a_dispute_is_acknowledged_and_kept_for_a_person() throws Exception {
    String dispute = event("charge.dispute.created", "{\"id\":\"dp_1\",\"object\":\"dispute\",\"amount\":5000,"
        + "\"charge\":\"ch_1\",\"payment_intent\":\"pi_1\",\"reason\":\"fraudulent\",\"status\":\"needs_response\"}");
    assertThat(send(signed(bytes(dispute))).statusCode()).isEqualTo(200);
    assertThat(accepted).isEmpty();
    assertThat(desk).singleElement().satisfies(kept -> {
      assertThat(kept.error()).hasMessageContaining("charge.dispute.created").hasMessageContaining("pi_1");
      assertThat(kept.body()).isEqualTo(bytes(dispute));
    });
  }

  @Test
  void an_event_that_is_not_ours_to_book_is_acknowledged_and_forgotten() throws Exception {
    for (String type : List.of("payment_intent.created", "payment_intent.payment_failed", "charge.succeeded", "balance.available")) {
      assertThat(send(signed(bytes(event(type, "{\"id\":\"x\"}")))).statusCode()).as(type).isEqualTo(200);
    }
    assertThat(accepted).isEmpty();
    assertThat(desk).isEmpty();
  }

  static String event(String type, String object) {
    return "{\"id\":\"evt_2\",\"object\":\"event\",\"created\":1795406401,\"type\":\"" + type
        + "\",\"livemode\":false,\"data\":{\"object\":" + object + "}}";
  }

  private static Call call(String secret, long seconds, byte[] body) {
    return new Call(headers(StripeFixture.header(secret, seconds, body)), body);
  }

  private static Map<String, String> headers(String signature) {
    return Map.of("Content-Type", "application/json", "Stripe-Signature", signature);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
