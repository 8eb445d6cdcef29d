package io.paywatt.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.payment.PaymentResult.Conflict;
import io.paywatt.ledger.payment.PaymentResult.Duplicate;
import io.paywatt.ledger.payment.PaymentResult.Parked;
import io.paywatt.ledger.payment.PaymentResult.Posted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PaymentIntakeTest {
  private static TestLedger ledger;

  @BeforeAll
  static void open() {
    ledger = TestLedger.open("payment_intake");
    ledger.account("A-1", "M-1");
    ledger.account("A-2", "M-2");
  }

  @AfterEach
  void the_books_are_right() {
    assertThat(ledger.books.problems()).isEmpty();
  }

  @Test
  void a_payment_for_a_meter_credits_its_account_and_starts_command_and_receipt() {
    ledger.account("B-1", "N-1");
    Posted posted = (Posted) accept(Notices.forMeter("t-first", "N-1", 5000));

    assertThat(posted.account()).isEqualTo("B-1");
    assertThat(ledger.balance("B-1")).isEqualTo(5000);
    assertThat(ledger.text("SELECT payload FROM outbox WHERE effect_key = ?", "credit:payment:" + posted.paymentId()))
        .contains("\"kind\":\"credit\"", "\"body\":{\"amount\":5000,\"currency\":\"CNY\",\"balance\":5000}",
            "\"expiresInSeconds\":604800");
    assertThat(ledger.text("SELECT payload FROM outbox WHERE effect_key = ?", "receipt:payment:" + posted.paymentId()))
        .contains("\"kind\":\"receipt\"", "\"balance\":5000", "\"paidAt\":\"2026-11-23T03:59:58Z\"",
            "\"transactionId\":\"t-first\"");
    assertThat(ledger.text("SELECT CAST(r.body AS CHAR) FROM raw_notice r JOIN payment p ON p.raw_notice_id = r.id"
        + " WHERE p.id = ?", posted.paymentId())).isEqualTo("as signed: t-first");
  }

  @Test
  void a_payment_for_an_order_marks_it_paid_even_while_it_is_still_opening() {
    String order = order("order-opening", "M-1", 5000);
    assertThat(accept(Notices.forOrder("t-opening", order, 5000))).isInstanceOf(Posted.class);
    assertThat(ledger.text("SELECT state FROM topup WHERE id = ?", order)).isEqualTo("paid");

    ledger.topups.finish(order, "{}");
    assertThat(ledger.text("SELECT state FROM topup WHERE id = ?", order)).isEqualTo("paid");
  }

  @Test
  void the_same_notice_twice_credits_once_however_it_was_signed() {
    long before = ledger.balance("A-1");
    PaymentNotice notice = Notices.forMeter("t-twice", "M-1", 700);
    PaymentResult first = accept(notice);
    PaymentNotice signedAgain = new PaymentNotice(notice.provider(), notice.transactionId(), null, notice.meter(),
        notice.money(), notice.paidAt(), null, "signed again".getBytes(StandardCharsets.UTF_8));

    assertThat(accept(signedAgain)).isEqualTo(new Duplicate(((Posted) first).paymentId(), "posted"));
    assertThat(ledger.balance("A-1")).isEqualTo(before + 700);
  }

  @Test
  void the_same_transaction_of_another_provider_is_another_payment() {
    long before = ledger.balance("A-1");
    accept(Notices.forMeter("t-shared", "M-1", 100));
    PaymentNotice other = Notices.forMeter("t-shared", "M-1", 100);
    assertThat(accept(new PaymentNotice("other", other.transactionId(), null, "M-1", other.money(), other.paidAt(), null,
        other.raw()))).isInstanceOf(Posted.class);
    assertThat(ledger.balance("A-1")).isEqualTo(before + 200);
  }

  @Test
  void other_content_is_a_conflict_that_changes_nothing_and_lies_on_the_desk_once() {
    accept(Notices.forMeter("t-conflict", "M-1", 300));
    long balance = ledger.balance("A-1");
    long desk = desk();

    assertThat(accept(Notices.forMeter("t-conflict", "M-1", 900)))
        .isInstanceOfSatisfying(Conflict.class, it -> assertThat(it.difference()).contains("900 CNY").contains("300 CNY"));
    assertThat(accept(Notices.forMeter("t-conflict", "M-1", 900))).isInstanceOf(Conflict.class);
    assertThat(desk()).isEqualTo(desk + 1);
    assertThat(accept(Notices.forMeter("t-conflict", "M-2", 300))).isInstanceOf(Conflict.class);

    assertThat(desk()).isEqualTo(desk + 2);
    assertThat(ledger.balance("A-1")).isEqualTo(balance);
    assertThat(ledger.number("SELECT COUNT(*) FROM raw_notice WHERE outcome = 'conflict'"
        + " AND CAST(body AS CHAR) = 'as signed: t-conflict'")).isEqualTo(3);
    assertThat(accept(Notices.forMeter("t-conflict", "M-1", 300))).isInstanceOf(Duplicate.class);
  }

  static Stream<Arguments> unplaceable() {
    return Stream.of(
        Arguments.of("order-unknown", "PW-NONE", null, 5000L, "CNY", "order PW-NONE is not known"),
        Arguments.of("order-amount", "ORDER", null, 4999L, "CNY", "is over 5000, paid were 4999"),
        Arguments.of("order-currency", "ORDER", null, 5000L, "USD", "is in CNY, paid in USD"),
        Arguments.of("order-meter", "ORDER", "M-1", 5000L, "CNY", "is for meter M-2, paid for M-1"),
        Arguments.of("meter-unknown", null, "M-NONE", 5000L, "CNY", "meter M-NONE is not known"),
        Arguments.of("meter-currency", null, "M-2", 5000L, "USD", "account A-2 is in CNY, paid in USD"),
        Arguments.of("nothing", null, null, 5000L, "CNY", "names neither order nor meter"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unplaceable")
  void money_that_cannot_be_placed_is_kept_in_suspense_with_its_reason(String name, String order, String meter,
      long amount, String currency, String reason) {
    String id = "ORDER".equals(order) ? order("o-" + name, "M-2", 5000) : order;
    long balance = ledger.balance("A-2");
    long desk = desk();
    long suspense = suspense(currency);

    PaymentNotice notice = new PaymentNotice("standard", "t-" + name, id, meter, new Money(amount, currency),
        Notices.PAID_AT, null, new byte[] {1});
    Parked parked = (Parked) accept(notice);

    assertThat(parked.reason()).contains(reason);
    assertThat(ledger.balance("A-2")).isEqualTo(balance);
    assertThat(suspense(currency)).isEqualTo(suspense + amount);
    assertThat(desk()).isEqualTo(desk + 1);
    assertThat(ledger.text("SELECT payload FROM outbox WHERE effect_key = ?", "parked:payment:" + parked.paymentId()))
        .contains("\"kind\":\"payment-parked\"", "\"accountId\":null");
    assertThat(accept(notice)).isEqualTo(new Duplicate(parked.paymentId(), "parked"));
    assertThat(desk()).isEqualTo(desk + 1);
  }

  @Test
  void an_order_of_another_provider_is_not_filled() {
    String order = order("o-provider", "M-2", 5000);
    PaymentNotice notice = new PaymentNotice("other", "t-provider", order, null, new Money(5000, "CNY"), Notices.PAID_AT,
        null, new byte[] {1});
    assertThat(((Parked) accept(notice)).reason()).contains("opened with standard, paid with other");
  }

  @Test
  void a_second_payment_of_one_order_is_a_surplus() {
    String order = order("o-surplus", "M-2", 5000);
    accept(Notices.forOrder("t-surplus-1", order, 5000));
    long balance = ledger.balance("A-2");
    assertThat(((Parked) accept(Notices.forOrder("t-surplus-2", order, 5000))).reason()).startsWith("surplus: order");
    assertThat(ledger.balance("A-2")).isEqualTo(balance);
  }

  @Test
  void a_notice_for_another_merchant_moves_no_money() {
    long entries = ledger.number("SELECT COUNT(*) FROM journal_entry");
    PaymentNotice notice = new PaymentNotice("wechat", "t-foreign", null, "M-1", new Money(5000, "CNY"), Notices.PAID_AT,
        "mchid is 190, ours is 191", new byte[] {1});
    Parked parked = (Parked) accept(notice);

    assertThat(parked.reason()).contains("mchid is 190");
    assertThat(accept(notice)).isEqualTo(new Duplicate(parked.paymentId(), "parked"));
    assertThat(ledger.number("SELECT COUNT(*) FROM journal_entry")).isEqualTo(entries);
  }

  @Test
  void a_parked_payment_is_placed_once_when_its_meter_is_known_at_the_replay() {
    PaymentNotice notice = Notices.forMeter("t-early", "M-LATE", 1234);
    Parked parked = (Parked) accept(notice);
    byte[] onDesk = desk(parked);
    ledger.account("A-LATE", "M-LATE");
    ledger.passTime(Duration.ofHours(1));

    assertThat(ledger.intake.accept(onDesk)).isEqualTo(new Posted(parked.paymentId(), "A-LATE"));
    assertThat(ledger.intake.accept(onDesk)).isEqualTo(new Duplicate(parked.paymentId(), "posted"));
    assertThat(ledger.balance("A-LATE")).isEqualTo(1234);
    assertThat(ledger.number("SELECT COUNT(*) FROM outbox WHERE effect_key = ?", "credit:payment:" + parked.paymentId()))
        .isEqualTo(1);
    assertThat(ledger.number("SELECT COUNT(*) FROM journal_entry WHERE entry_key = 'unpark:standard:t-early'"))
        .isEqualTo(1);
  }

  @Test
  void a_payment_long_ago_is_money_all_the_same() {
    PaymentNotice old = new PaymentNotice("standard", "t-old", null, "M-1", new Money(1, "CNY"),
        Instant.parse("2020-01-01T00:00:00Z"), null, new byte[] {1});
    assertThat(accept(old)).isInstanceOf(Posted.class);
  }

  private static byte[] desk(Parked parked) {
    return ledger.text("SELECT CAST(body AS CHAR) FROM failed_message WHERE replay_to = 'payment-accept'"
            + " AND error_message LIKE ?", "%" + parked.reason() + "%").getBytes(StandardCharsets.UTF_8);
  }

  private static PaymentResult accept(PaymentNotice notice) {
    return ledger.intake.accept(notice.toJson());
  }

  private static String order(String key, String meter, long amount) {
    return ledger.topups.begin(key, ("{\"meter\":\"" + meter + "\",\"amount\":" + amount
        + ",\"currency\":\"CNY\",\"provider\":\"standard\"}").getBytes(StandardCharsets.UTF_8)).id();
  }

  private static long desk() {
    return ledger.number("SELECT COUNT(*) FROM failed_message");
  }

  private static long suspense(String currency) {
    return ledger.number("SELECT COALESCE(SUM(p.amount), 0) DIV 10000000 FROM posting p JOIN ledger_account l"
        + " ON l.id = p.ledger_account_id WHERE l.code = 'suspense' AND l.currency = ?", currency);
  }
}
