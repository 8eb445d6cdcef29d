package io.paywatt.ledger.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.payment.PaymentResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTest {
  private static Watched house;

  @BeforeAll
  static void open() {
    house = new Watched("claims");
  }

  @BeforeEach
  void nothingIsOpen() {
    house.ledger.store.inTransaction(handle -> handle.execute("UPDATE inquiry SET state = 'closed'"));
  }

  @Test
  void a_claim_credits_nothing_until_the_provider_confirms_it() {
    long before = house.ledger.balance("A-1");
    ClaimResult claim = house.claim("acme", "c-1", ",\"meter\":\"M-1\",\"amount\":5000,\"currency\":\"CNY\"");
    assertThat(claim.outcome()).isEqualTo("noted");
    assertThat(house.claim("acme", "c-1", ",\"meter\":\"M-1\"")).isEqualTo(new ClaimResult(claim.inquiryId(), "known"));
    house.says(house.due(), "unknown");
    assertThat(house.ledger.balance("A-1")).isEqualTo(before);
    house.passTime(Duration.ofSeconds(30));
    assertThat(house.saysPaid(house.due(), Watched.notice("acme", "c-1", null, "M-1", 5000)))
        .isInstanceOf(PaymentResult.Posted.class);
    assertThat(house.ledger.balance("A-1") - before).isEqualTo(5000);
    assertThat(house.claim("acme", "c-1", "").outcome()).isEqualTo("paid");
  }

  @Test
  void a_forged_claim_is_never_credited_and_ends_on_the_desk_where_a_person_can_have_it_asked_again() {
    ClaimResult claim = house.claim("acme", "c-forged", ",\"meter\":\"M-1\",\"amount\":5000");
    house.says(house.due(), "unknown");
    house.passTime(Duration.ofHours(24));
    house.says(house.due(), "unknown");
    assertThat(house.state(claim.inquiryId())).isEqualTo("given-up");
    assertThat(house.ledger.number("SELECT COUNT(*) FROM payment WHERE provider_transaction_id = 'c-forged'")).isZero();
    assertThat(house.ledger.text("SELECT CONCAT(replay_to, ': ', error_message) FROM failed_message WHERE body LIKE ?",
        "%c-forged%")).isEqualTo("inquiry-again: transaction c-forged of acme is not confirmed, the provider says unknown");

    String body = house.ledger.text("SELECT CAST(body AS CHAR) FROM failed_message WHERE body LIKE ?", "%c-forged%");
    house.inquiries.again(body.getBytes(StandardCharsets.UTF_8));
    assertThat(house.due().id()).isEqualTo(claim.inquiryId());
  }

  @Test
  void the_providers_word_counts_and_the_difference_is_kept() {
    ClaimResult claim = house.claim("acme", "c-more", ",\"meter\":\"M-1\",\"amount\":9900,\"currency\":\"CNY\"");
    long before = house.ledger.balance("A-1");
    house.saysPaid(house.due(), Watched.notice("acme", "c-more", null, "M-1", 1000));
    assertThat(house.ledger.balance("A-1") - before).isEqualTo(1000);
    assertThat(house.note(claim.inquiryId())).isEqualTo("amount claimed 9900, provider says 1000");
  }

  @Test
  void a_claim_for_a_provider_that_cannot_be_asked_waits_for_its_statement() {
    ClaimResult claim = house.claim("standard", "c-bill", ",\"meter\":\"M-1\",\"amount\":5000,\"currency\":\"CNY\"");
    assertThat(house.state(claim.inquiryId())).isEqualTo("statement");
    assertThat(house.inquiries.claimDue(10)).isEmpty();
    assertThat(house.inquiries.confirmed("standard", "c-other", 5000, "CNY", Watched.PAID_AT)).isFalse();
    assertThat(house.inquiries.confirmed("standard", "c-bill", 4900, "CNY", Watched.PAID_AT)).isTrue();

    OutgoingInquiry post = house.due();
    assertThat(post.ask()).isEqualTo("post");
    long before = house.ledger.balance("A-1");
    assertThat(house.post(post, post.body())).isInstanceOf(PaymentResult.Posted.class);
    assertThat(house.ledger.balance("A-1") - before).isEqualTo(4900);
    assertThat(house.note(claim.inquiryId())).isEqualTo("amount claimed 5000, provider says 4900");
    assertThat(house.inquiries.confirmed("standard", "c-bill", 4900, "CNY", Watched.PAID_AT)).as("once").isFalse();
  }

  @Test
  void a_claim_no_statement_confirms_ends_on_the_desk() {
    ClaimResult claim = house.claim("standard", "c-never", ",\"meter\":\"M-1\"");
    house.passTime(Duration.ofDays(7));
    house.inquiries.claimDue(10);
    assertThat(house.state(claim.inquiryId())).isEqualTo("given-up");
  }

  @Test
  void one_transaction_claimed_for_two_meters_is_credited_to_neither_by_a_claim() {
    house.claim("standard", "c-two", ",\"meter\":\"M-1\"");
    house.claim("standard", "c-two", ",\"meter\":\"M-2\"");
    house.inquiries.confirmed("standard", "c-two", 5000, "CNY", Watched.PAID_AT);
    OutgoingInquiry post = house.due();
    assertThat(house.post(post, post.body())).isInstanceOf(PaymentResult.Parked.class);

    house.claim("acme", "c-two", ",\"meter\":\"M-1\"");
    house.claim("acme", "c-two", ",\"meter\":\"M-2\"");
    assertThat(Watched.json(house.due()).get("meter").isNull()).isTrue();
  }

  @Test
  void a_claim_of_a_payment_that_is_known_asks_nothing() {
    house.ledger.intake.accept(Watched.notice("acme", "c-known", null, "M-1", 5000).toJson());
    assertThat(house.claim("acme", "c-known", "").outcome()).isEqualTo("paid");
    assertThat(house.inquiries.claimDue(10)).isEmpty();
  }

  @Test
  void what_a_later_claim_adds_goes_with_the_question() {
    house.claim("acme", "c-later", ",\"meter\":\"M-1\"");
    house.claim("acme", "c-later", ",\"meter\":\"M-1\",\"client\":{\"seal\":\"s1\"}");
    house.claim("acme", "c-later", ",\"meter\":\"M-1\",\"client\":{\"seal\":\"s2\"}");
    assertThat(Watched.json(house.due()).at("/client/seal").textValue()).isEqualTo("s1");
  }

  @Test
  void an_orders_payment_may_have_another_number_than_was_claimed() {
    String order = house.order("acme");
    ClaimResult claim = house.claim("acme", "c-receipt", ",\"orderId\":\"" + order + "\"");
    house.saysPaid(house.due(), Watched.notice("acme", "c-push", order, null, 5000));
    assertThat(house.state(claim.inquiryId())).isEqualTo("paid");
    assertThat(house.note(claim.inquiryId())).isNull();
  }

  @Test
  void what_the_order_gave_for_the_client_goes_with_the_question() {
    String order = house.order("acme");
    house.inquiries.claim(("{\"provider\":\"acme\",\"orderId\":\"" + order + "\",\"source\":\"acme-callback\"}").getBytes());
    assertThat(Watched.json(house.due()).at("/client/prepay").textValue()).isEqualTo("p-" + order);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(delimiter = '|', textBlock = """
      {"provider":"acme","source":"sms"}                                      | transactionId, orderId and client are missing
      {"provider":"Acme","source":"sms","transactionId":"1"}                  | provider is "Acme"
      {"provider":"acme","transactionId":"1"}                                 | source is missing
      {"provider":"acme","source":"sms","transactionId":" 1"}                 | transactionId is " 1"
      {"provider":"acme","source":"sms","transactionId":"1","amount":50.0}    | amount is 50.0
      {"provider":"acme","source":"sms","transactionId":"1","amount":-1}      | amount is -1
      {"provider":"acme","source":"sms","transactionId":"1","currency":"XAU"} | currency is XAU
      {"provider":"acme","source":"sms","transactionId":"1","paidAt":"now"}   | paidAt is "now"
      {"provider":"acme","source":"sms","transactionId":"1","client":"x"}     | client is STRING
      {"provider":"acme","source":"sms","transactionId":"1","raw":"%"}        | raw is 1 characters that are not base64
      {"provider":"acme","source":"sms","transactionId":"1","more":1}         | more is there
      {"provider":"acme","provider":"acme","source":"sms"}                    | names a field twice
      """)
  void a_claim_that_is_not_as_agreed_is_refused(String json, String message) {
    assertThatThrownBy(() -> house.inquiries.claim(json.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Rejected.class)
        .hasMessageContaining(message);
  }
}
