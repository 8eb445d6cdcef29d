package io.paywatt.ledger.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import io.paywatt.ledger.MoneyHouse;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefundsTest {
  private static MoneyHouse house;
  private static int number;
  private String account;
  private long payment;

  @BeforeAll
  static void open() {
    house = MoneyHouse.open("refunds");
  }

  @BeforeEach
  void paid() {
    account = "A" + ++number;
    house.account(account, 0);
    payment = house.pay("wechat", "M-" + account, 5000);
    house.ledger.passTime(Duration.ofHours(2));
    house.desk.claimDue(100);
  }

  @AfterEach
  void books() {
    assertThat(house.ledger.books.problems()).isEmpty();
  }

  @Test
  void money_leaves_the_balance_when_asked_for_and_the_house_when_paid_out() {
    long clearing = house.on("clearing:wechat");
    long underway = house.on("refund:wechat");
    Refund refund = house.refund(payment, 2000L);
    assertThat(refund.id()).matches("RF20\\d{6}[0-9A-Z]{14}");
    assertThat(refund.state()).isEqualTo("requested");
    assertThat(house.ledger.balance(account)).isEqualTo(3000);
    assertThat(house.on("refund:wechat")).isEqualTo(underway + 2000);
    assertThat(house.commands("M-" + account)).endsWith("balance {\"balance\":3000,\"currency\":\"CNY\"}");
    RefundTask task = claim(refund);
    assertThat(task.operation()).isEqualTo("refund");
    assertThat(Json.object(new String(task.body(), StandardCharsets.UTF_8)).toString()).isEqualTo("{\"refundId\":\""
        + refund.id() + "\",\"orderId\":null,\"transactionId\":\"" + refund.transactionId()
        + "\",\"amount\":2000,\"total\":5000,\"currency\":\"CNY\",\"reason\":\"moved out\"}");
    answer(refund, task, "done");
    assertThat(house.on("refund:wechat")).isEqualTo(underway);
    assertThat(house.on("clearing:wechat")).isEqualTo(clearing + 2000);
    assertThat(now(refund).providerRefundId()).isEqualTo("p-1");
    assertThat(house.messages(account)).contains("refund-done");
  }

  @Test
  void what_was_used_is_not_given_back_unless_debt_is_allowed() {
    house.consume(account, 4001);
    assertThatThrownBy(() -> house.refund(payment, null)).isInstanceOf(Rejected.class)
        .hasMessage("amount is 5000 CNY, more than can be refunded without debt: paid 5000 CNY, refunded or on the way 0 CNY,"
            + " balance 999 CNY (the rest was used), so at most 999 CNY can be refunded; allowDebt true gives back more and"
            + " leaves the account in debt");
    assertThat(house.refund(payment, 999L).state()).isEqualTo("requested");
    Refund debt = house.refunds.request(payment, "debt-" + number, new RefundRequest(null, "goodwill", true, false), "anna")
        .it();
    assertThat(debt.amount()).isEqualTo(4001);
    assertThat(house.ledger.balance(account)).isEqualTo(-4001);
    assertThatThrownBy(() -> house.refund(payment, 1L)).hasMessageContaining("refunded whole already");
  }

  @Test
  void never_more_than_was_paid_however_many_ask_at_once() {
    house.pay("standard", "M-" + account, 100_000);
    List<Object> results = MoneyHouse.together(12, i -> {
      try {
        return house.refunds.request(payment, "race-" + number + "-" + i, new RefundRequest(1500L, "x", false, false), "anna")
            .it().amount();
      } catch (Rejected e) {
        return e.getMessage();
      }
    });
    assertThat(results.stream().filter(Long.class::isInstance)).hasSize(3);
    assertThat(results.stream().filter(String.class::isInstance)).allMatch(it -> it.toString().contains("at most 500 CNY"));
    assertThat(house.ledger.number("SELECT refunded FROM payment WHERE id = ?", payment)).isEqualTo(4500);
    assertThatThrownBy(() -> house.ledger.store.inTransaction(handle ->
        handle.execute("UPDATE payment SET refunded = amount + 1 WHERE id = ?", payment)))
        .hasMessageContaining("payment_refunded_within");
  }

  @Test
  void the_same_key_asks_once() {
    RefundRequest request = new RefundRequest(100L, "twice", false, false);
    List<Boolean> fresh = MoneyHouse.together(8, i -> house.refunds.request(payment, "same-" + number, request, "anna").fresh());
    assertThat(fresh).containsOnlyOnce(true);
    assertThat(house.ledger.balance(account)).isEqualTo(4900);
    assertThatThrownBy(() -> house.refunds.request(payment, "same-" + number, new RefundRequest(101L, "twice", false, false),
        "anna")).hasMessageContaining("other content");
  }

  @Test
  void after_a_lost_answer_the_provider_is_asked_and_only_then_sent_the_same_number_again() {
    Refund refund = house.refund(payment, 100L);
    assertThat(claim(refund).operation()).isEqualTo("refund");
    assertThat(now(refund).state()).isEqualTo("sending");
    assertThat(house.desk.claimDue(100)).isEmpty();
    house.ledger.passTime(Duration.ofMinutes(3));
    RefundTask asked = claim(refund);
    assertThat(asked.operation()).isEqualTo("refund-query");
    answer(refund, asked, "unknown");
    RefundTask again = claim(refund);
    assertThat(again.operation()).isEqualTo("refund");
    assertThat(again.id()).isEqualTo(refund.id());
    house.desk.noAnswer(refund.id(), "timeout");
    assertThat(house.desk.claimDue(100)).isEmpty();
    house.ledger.passTime(Duration.ofMinutes(3));
    asked = claim(refund);
    assertThat(asked.operation()).isEqualTo("refund-query");
    answer(refund, asked, "done");
    assertThat(now(refund).state()).isEqualTo("done");
    assertThat(house.ledger.number("SELECT attempts FROM refund WHERE id = ?", refund.id())).isEqualTo(4);
  }

  @Test
  void a_refund_that_is_being_processed_is_asked_about_until_it_ends() {
    Refund refund = house.refund(payment, 100L);
    answer(refund, claim(refund), "processing");
    assertThat(now(refund).state()).isEqualTo("processing");
    house.ledger.passTime(Duration.ofSeconds(31));
    RefundTask asked = claim(refund);
    house.desk.rejected(refund.id(), asked.operation(), "no such thing");
    assertThat(now(refund).state()).isEqualTo("processing");
    house.ledger.passTime(Duration.ofSeconds(61));
    answer(refund, claim(refund), "refused");
    assertThat(now(refund).state()).isEqualTo("refused");
  }

  @Test
  void a_refused_refund_is_given_back_by_a_reversal_and_can_be_asked_for_anew() {
    Refund refund = house.refund(payment, null);
    house.desk.rejected(refund.id(), claim(refund).operation(), "too old");
    assertThat(now(refund).state()).isEqualTo("refused");
    assertThat(now(refund).detail()).isEqualTo("too old");
    assertThat(now(refund).refunded()).isZero();
    assertThat(house.ledger.balance(account)).isEqualTo(5000);
    assertThat(house.commands("M-" + account)).endsWith("balance {\"balance\":5000,\"currency\":\"CNY\"}");
    assertThat(house.ledger.number("SELECT COUNT(*) FROM refund r JOIN journal_entry e ON e.id = r.end_entry_id"
        + " AND e.reverses = r.entry_id WHERE r.id = ?", refund.id())).isEqualTo(1);
    assertThat(house.refund(payment, null).amount()).isEqualTo(5000);
  }

  @Test
  void a_held_refund_is_sent_again_under_its_number_by_itself_or_at_once_when_staff_says_so() {
    Refund refund = house.refund(payment, 100L);
    answer(refund, claim(refund), "held");
    assertThat(now(refund).state()).isEqualTo("held");
    assertThat(house.desk.claimDue(100)).isEmpty();
    house.refunds.retry(payment, refund.id(), "anna");
    RefundTask again = claim(refund);
    assertThat(again.operation()).isEqualTo("refund");
    answer(refund, again, "held");
    house.ledger.passTime(Duration.ofMinutes(61));
    answer(refund, claim(refund), "done");
    assertThat(house.ledger.number("SELECT COUNT(*) FROM outbox WHERE effect_key = ?", "refund-held:" + refund.id()))
        .isEqualTo(1);
  }

  @Test
  void a_provider_without_refunds_is_refunded_by_hand_and_closed_with_a_reference() {
    long cash = house.pay("standard", "M-" + account, 800);
    Refund refund = house.refund(cash, 800L);
    assertThat(refund.state()).isEqualTo("held");
    assertThat(refund.byHand()).isTrue();
    house.ledger.passTime(Duration.ofDays(2));
    assertThat(house.desk.claimDue(100)).extracting(RefundTask::id).doesNotContain(refund.id());
    assertThatThrownBy(() -> house.refunds.retry(cash, refund.id(), "anna")).hasMessageContaining("has no refund operation");
    Refund closed = house.refunds.done(cash, refund.id(), "receipt 17", "anna");
    assertThat(closed.state()).isEqualTo("done");
    assertThat(closed.providerRefundId()).isEqualTo("receipt 17");
    assertThatThrownBy(() -> house.refunds.done(cash, refund.id(), "receipt 17", "anna")).hasMessageContaining("is done");
  }

  @Test
  void staff_may_not_close_what_is_on_its_way_but_may_give_back_what_waits() {
    Refund refund = house.refund(payment, 100L);
    assertThatThrownBy(() -> house.refunds.done(payment, refund.id(), "r", "anna")).hasMessageContaining("is requested");
    assertThatThrownBy(() -> house.refunds.refuse(payment, "RF0", "r", "anna")).hasMessageContaining("has no refund");
    answer(refund, claim(refund), "abnormal");
    assertThat(house.refunds.refuse(payment, refund.id(), "card closed", "anna").state()).isEqualTo("refused");
    assertThat(house.ledger.balance(account)).isEqualTo(5000);
  }

  @Test
  void surplus_money_goes_back_out_of_suspense_and_its_item_is_closed() {
    long parked = house.pay("wechat", "NOBODY-" + number, 500);
    long suspense = house.on("suspense");
    Refund refund = house.refund(parked, null);
    assertThat(refund.account()).isNull();
    assertThat(house.on("suspense")).isEqualTo(suspense - 500);
    answer(refund, claim(refund), "done");
    assertThat(house.suspense.get(parked).open()).isZero();
    assertThat(house.ledger.text("SELECT replay_result FROM failed_message ORDER BY id DESC LIMIT 1"))
        .isEqualTo("refunded: " + refund.id());
  }

  @Test
  void two_nodes_take_different_refunds() {
    List<String> asked = List.of(house.refund(payment, 1L).id(), house.refund(payment, 2L).id(),
        house.refund(payment, 3L).id());
    List<List<RefundTask>> taken = MoneyHouse.together(4, i -> house.desk.claimDue(2));
    assertThat(taken.stream().flatMap(List::stream).map(RefundTask::id)).doesNotHaveDuplicates().isSubsetOf(asked);
  }

  private static RefundTask claim(Refund refund) {
    return house.desk.claimDue(100).stream().filter(task -> task.id().equals(refund.id())).findFirst().orElseThrow();
  }

  private static void answer(Refund refund, RefundTask task, String state) {
    house.desk.answered(refund.id(), task.operation(), "{\"state\":\"" + state
        + "\",\"providerRefundId\":\"p-1\",\"reason\":null}");
  }

  private static Refund now(Refund refund) {
    return house.refunds.get(refund.payment(), refund.id());
  }
}
