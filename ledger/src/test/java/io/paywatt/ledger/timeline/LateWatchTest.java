package io.paywatt.ledger.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.inquiry.Inquiries;
import io.paywatt.ledger.inquiry.InquirySettings;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.payment.PaymentNotice;
import io.paywatt.ledger.payment.PaymentResult;
import io.paywatt.ledger.payment.TopupSettings;
import io.paywatt.ledger.payment.Topups;
import io.paywatt.ledger.user.Scope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LateWatchTest {
  private static TestLedger ledger;
  private static Payments payments;
  private static LateWatch watch;
  private static Inquiries inquiries;
  private static Topups topups;
  private static int serial;

  @BeforeAll
  static void open() {
    ledger = TestLedger.open("late_watch");
    payments = new Payments(ledger.store, LateSettings.defaults());
    watch = new LateWatch(ledger.store, LateSettings.defaults());
    inquiries = new Inquiries(ledger.store, InquirySettings.defaults(), (provider, operation) -> provider.equals("acme"));
    topups = new Topups(ledger.store, new TopupSettings("CNY", 100, 1_000_000, List.of("acme", "standard")), inquiries);
    ledger.account("A-1", "M-1");
  }

  @BeforeEach
  void nothingIsUnderWay() {
    ledger.store.inTransaction(handle -> {
      handle.execute("UPDATE outbox SET done_at = created_at");
      handle.execute("UPDATE command SET state = 'accepted', sent_at = created_at, ended_at = created_at");
      handle.execute("UPDATE notice SET state = 'sent'");
      handle.execute("UPDATE inquiry SET state = 'closed'");
      return handle.execute("UPDATE payment SET refunded = amount WHERE state = 'parked'");
    });
    watch.run();
  }

  @Test
  void a_payment_is_followed_from_order_to_meter_with_a_deadline_for_each_stage() {
    String order = order("acme");
    assertThat(states(order)).isEqualTo("done pending pending pending pending pending pending");
    String id = pay("acme", order, null);
    assertThat(states(order)).isEqualTo("done done done done pending pending pending");
    command(id, "sent", "NOW(3)", "NULL");
    assertThat(states(id)).isEqualTo("done done done done done pending pending");
    command(id, "accepted", "NOW(3)", "NOW(3)");
    receipt(id, "sent");
    assertThat(states(id)).isEqualTo("done done done done done done done");

    PaymentTimeline timeline = payments.timeline(id);
    assertThat(timeline.payment()).returns(order, PaymentView::orderId).returns("A-1", PaymentView::account)
        .returns("M-1", PaymentView::meter).returns("posted", PaymentView::state).returns(5000L, PaymentView::amount);
    Instant posted = step(id, "posted").at();
    assertThat(step(id, "posted").deadline()).isEqualTo(timeline.payment().receivedAt().plusSeconds(60));
    assertThat(step(id, "acknowledged").deadline()).isEqualTo(posted.plusSeconds(600));
    assertThat(step(id, "receipt").deadline()).isEqualTo(posted.plusSeconds(300));
  }

  @Test
  void a_credit_the_meter_does_not_take_is_late_told_once_and_ends_when_it_is_taken() {
    String id = pay("standard", null, "M-1");
    command(id, "queued", "NULL", "NULL");
    receipt(id, "sent");
    assertThat(late()).doesNotContainKey(id);
    ledger.passTime(Duration.ofSeconds(121));
    assertThat(watch.run()).isEqualTo(1);
    assertThat(late()).containsEntry(id, List.of("sent"));
    assertThat(step(id, "sent")).returns(true, PaymentStep::late);
    ledger.passTime(Duration.ofMinutes(10));
    watch.run();
    watch.run();
    assertThat(late()).containsEntry(id, List.of("sent", "acknowledged"));
    assertThat(ledger.number("SELECT COUNT(*) FROM outbox WHERE payload LIKE '%payment-late%' AND payload LIKE ?",
        "%payment " + id + "\"%")).as("one for each stage").isEqualTo(2);

    command(id, "accepted", "NOW(3)", "NOW(3)");
    watch.run();
    assertThat(late()).doesNotContainKey(id);
  }

  @Test
  void a_refused_credit_stays_late_until_a_later_command_has_told_the_meter() {
    String id = pay("standard", null, "M-1");
    command(id, "refused", "NOW(3)", "NOW(3)");
    ledger.passTime(Duration.ofMinutes(11));
    watch.run();
    assertThat(late().get(id)).contains("acknowledged");
    assertThat(step(id, "acknowledged")).returns("failed", PaymentStep::state).returns(true, PaymentStep::late);
    ledger.store.inTransaction(handle -> handle.execute("INSERT INTO command (id, command_key, meter_id, kind, payload,"
        + " state, created_at, due_at, sent_at, expires_at, ended_at) SELECT UUID(), ?, meter_id, 'balance', '{}', 'accepted',"
        + " NOW(3) + INTERVAL 1 DAY, NOW(3), NOW(3), NOW(3), NOW(3) + INTERVAL 1 DAY FROM payment WHERE id = ?",
        "balance-" + id, id));
    watch.run();
    assertThat(late()).doesNotContainKey(id);
    assertThat(step(id, "acknowledged").state()).isEqualTo("done");
  }

  @Test
  void parked_money_is_late_until_a_person_has_placed_it() {
    String id = pay("standard", null, "NOBODY");
    ledger.passTime(Duration.ofSeconds(61));
    watch.run();
    assertThat(late()).containsEntry(id, List.of("posted"));
    assertThat(step(id, "posted")).returns("failed", PaymentStep::state)
        .returns("meter NOBODY is not known", PaymentStep::reason);
    assertThat(ledger.number("SELECT COUNT(*) FROM outbox WHERE effect_key LIKE 'late:%' AND payload LIKE ?",
        "%payment " + id + "\"%")).as("told when it was parked").isZero();
  }

  @Test
  void a_provider_that_does_not_answer_and_a_claim_nobody_confirms_are_late() {
    String order = order("acme");
    ledger.passTime(Duration.ofSeconds(30));
    inquiries.unanswered(inquiries.claimDue(10).get(0).id(), "connection refused");
    long claim = inquiries.claim("{\"provider\":\"standard\",\"transactionId\":\"t-claim\",\"source\":\"sms\"}"
        .getBytes(StandardCharsets.UTF_8)).inquiryId();
    ledger.passTime(Duration.ofSeconds(301));
    watch.run();
    assertThat(late()).containsEntry(order, List.of("received")).containsEntry("claim-" + claim, List.of("received"));
    assertThat(step(order, "received")).returns(true, PaymentStep::late).returns("connection refused", PaymentStep::reason);
    assertThat(payments.list("t-claim", "claimed", false, 10, null, Scope.EVERY).items()).singleElement()
        .returns("claim-" + claim, PaymentView::id);
    assertThat(payments.list(order, "ordered", true, 10, null, Scope.EVERY).items()).singleElement().returns(order, PaymentView::id);

    inquiries.queried(inquiries.claimDue(10).get(0).id(), "{\"state\":\"unpaid\"}".getBytes(StandardCharsets.UTF_8));
    watch.run();
    assertThat(late()).as("it has answered: an order may stay unpaid").doesNotContainKey(order);
  }

  @Test
  void very_many_late_at_once_are_told_of_together() {
    for (int i = 0; i < 25; i++) {
      receipt(pay("standard", null, "M-1"), "queued");
    }
    ledger.store.inTransaction(handle -> handle.execute("UPDATE outbox SET done_at = created_at"));
    long before = ledger.number("SELECT COUNT(*) FROM outbox WHERE effect_key LIKE 'late:%'");
    ledger.passTime(Duration.ofSeconds(301));
    watch.run();
    assertThat(ledger.number("SELECT COUNT(*) FROM outbox WHERE effect_key LIKE 'late:%'") - before).isEqualTo(1);
    assertThat(payments.list(null, null, true, 10, null, Scope.EVERY).next()).isNotNull();
  }

  @Test
  void lists_come_in_parts_and_find_by_meter_account_order_and_transaction() {
    String order = order("acme");
    String first = pay("acme", order, null);
    String second = pay("standard", null, "M-1");
    var part = payments.list("M-1", "posted", false, 1, null, Scope.EVERY);
    assertThat(part.items()).extracting(PaymentView::id).containsExactly(second);
    assertThat(payments.list("M-1", "posted", false, 1, part.next(), Scope.EVERY).items()).extracting(PaymentView::id)
        .containsExactly(first);
    assertThat(payments.list("A-1", null, false, 1, null, Scope.EVERY).items()).extracting(PaymentView::id).containsExactly(second);
    assertThat(payments.list(order, null, false, 9, null, Scope.EVERY).items()).extracting(PaymentView::id).containsExactly(first);
    assertThat(payments.list("t-" + serial, null, false, 9, null, Scope.EVERY).items()).extracting(PaymentView::id)
        .containsExactly(second);
    assertThat(payments.list("nothing", null, false, 9, null, Scope.EVERY).items()).isEmpty();
  }

  @Test
  void wrong_questions_are_refused() {
    assertThatThrownBy(() -> payments.timeline("99999")).isInstanceOf(Rejected.class)
        .hasMessageContaining("payment '99999' is not known");
    assertThatThrownBy(() -> payments.timeline("claim-x")).hasMessageContaining("'claim-x' is not known");
    assertThatThrownBy(() -> payments.list(null, "lost", false, 9, null, Scope.EVERY)).hasMessageContaining("state is 'lost', allowed");
    assertThatThrownBy(() -> payments.list(null, null, false, 9, "x", Scope.EVERY)).hasMessageContaining("after is 'x'");
  }

  private static String order(String provider) {
    String id = topups.begin("k-" + ++serial, ("{\"meter\":\"M-1\",\"amount\":5000,\"currency\":\"CNY\",\"provider\":\""
        + provider + "\"}").getBytes(StandardCharsets.UTF_8)).id();
    topups.finish(id, "{}");
    return id;
  }

  private static String pay(String provider, String order, String meter) {
    PaymentResult result = ledger.intake.accept(new PaymentNotice(provider, "t-" + ++serial, order, meter,
        new Money(5000, "CNY"), ledger.store.now(), null, null).toJson());
    return String.valueOf(result instanceof PaymentResult.Posted posted ? posted.paymentId()
        : ((PaymentResult.Parked) result).paymentId());
  }

  /** The command of the payment, as the dispatcher and the meter would leave it; times run with the test's clock. */
  private static void command(String payment, String state, String sent, String ended) {
    String now = "'" + ledger.store.now().toString().replace("T", " ").replace("Z", "") + "'";
    ledger.store.inTransaction(handle -> {
      handle.execute("UPDATE outbox SET done_at = created_at WHERE effect_key LIKE ?", "%:payment:" + payment);
      return handle.execute("INSERT INTO command (id, command_key, meter_id, kind, payload, state, created_at, due_at,"
          + " sent_at, expires_at, ended_at) SELECT UUID(), ?, meter_id, 'credit', '{}', ?, received_at, received_at, "
          + sent.replace("NOW(3)", now) + ", received_at, " + ended.replace("NOW(3)", now) + " FROM payment WHERE id = ?"
          + " ON DUPLICATE KEY UPDATE state = VALUES(state), sent_at = VALUES(sent_at), ended_at = VALUES(ended_at)",
          "credit:payment:" + payment, state, payment);
    });
  }

  private static void receipt(String payment, String state) {
    ledger.store.inTransaction(handle -> handle.execute("INSERT INTO notice (notice_key, kind, locale, params, text, state,"
        + " created_at, due_at, ended_at) SELECT ?, 'receipt', 'en', '{}', '-', ?, received_at, received_at, received_at"
        + " FROM payment WHERE id = ?", "receipt:payment:" + payment, state, payment));
  }

  private static Map<String, List<String>> late() {
    return payments.list(null, null, true, 500, null, Scope.EVERY).items().stream()
        .collect(Collectors.toMap(PaymentView::id, PaymentView::late));
  }

  private static PaymentStep step(String id, String step) {
    return payments.timeline(id).steps().stream().filter(it -> it.step().equals(step)).findFirst().orElseThrow();
  }

  private static String states(String id) {
    return payments.timeline(id).steps().stream().map(PaymentStep::state).collect(Collectors.joining(" "));
  }
}
