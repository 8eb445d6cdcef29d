package io.paywatt.ledger.debt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import io.paywatt.ledger.MoneyHouse;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.credit.TermsChange;
import io.paywatt.ledger.refund.Refund;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A debt is recovered from payments in their own transaction: told before, emergency first, never more than is owed. */
class DebtRecoveryTest {
  private static MoneyHouse house;
  private static int number;
  private final String account = "D" + ++number;

  @BeforeAll
  static void open() {
    house = MoneyHouse.open("debt_recovery");
  }

  @AfterEach
  void books() {
    assertThat(house.ledger.books.problems()).isEmpty();
  }

  /** An account with a debt whose notice is over. Minor units. */
  private void owes(int openingYuan, long debt) {
    house.account(account, openingYuan);
    house.ledger.debts.change(account, "add-" + account, debt, "meter tampering 2025", "anna");
    house.ledger.passTime(Duration.ofDays(7));
  }

  private long owed() {
    return house.ledger.board.view(account).owed();
  }

  private long pay(long amount) {
    return house.pay("wechat", "M-" + account, amount);
  }

  @Test
  void a_payment_gives_its_share_and_the_rest_is_balance() {
    owes(0, 3000);
    pay(5000);
    assertThat(owed()).isEqualTo(2000);
    assertThat(house.ledger.balance(account)).isEqualTo(4000);
    assertThat(house.messages(account)).containsExactly("debt-recovery", "receipt-debt");
    assertThat(house.commands("M-" + account)).containsExactly("credit {\"currency\":\"CNY\",\"balance\":4000,"
        + "\"paid\":5000,\"amount\":4000}");
  }

  @Test
  void nothing_is_recovered_before_the_customer_was_told_long_enough_ago() {
    house.account(account, 0);
    house.ledger.debts.change(account, "add-" + account, 3000, "from before", "anna");
    assertThat(house.messages(account)).containsExactly("debt-recovery");
    house.ledger.passTime(Duration.ofDays(7).minusMillis(1));
    pay(5000);
    assertThat(owed()).isEqualTo(3000);
    house.ledger.passTime(Duration.ofMillis(1));
    pay(5000);
    assertThat(owed()).isEqualTo(2000);
  }

  @Test
  void emergency_credit_is_repaid_first_then_the_debt_then_the_balance() {
    owes(0, 3000);
    house.consume(account, 4500);
    pay(5000);
    assertThat(owed()).isEqualTo(2500);
    assertThat(house.ledger.balance(account)).isZero();
    house.consume(account, 6000);
    pay(5000);
    assertThat(owed()).isEqualTo(2500);
  }

  @Test
  void the_last_payment_gives_no_more_than_is_owed() {
    owes(0, 300);
    pay(5000);
    pay(5000);
    assertThat(owed()).isZero();
    assertThat(house.ledger.balance(account)).isEqualTo(9700);
  }

  @Test
  void instalments_of_a_month_stop_when_the_month_has_given_them() {
    owes(0, 9000);
    house.ledger.board.setAccount(account, it -> new TermsChange(null, null, "15.00/month", null, null, null), "anna");
    pay(1000);
    pay(1000);
    assertThat(owed()).isEqualTo(7500);
    house.ledger.passTime(Duration.ofDays(31));
    pay(1000);
    assertThat(owed()).isEqualTo(6500);
  }

  @Test
  void a_whole_refund_gives_the_debt_back_and_the_payment_whole() {
    owes(0, 3000);
    long payment = pay(5000);
    Refund refund = house.refund(payment, null);
    assertThat(refund.amount()).isEqualTo(5000);
    assertThat(owed()).isEqualTo(3000);
    assertThat(house.ledger.balance(account)).isZero();
  }

  @Test
  void a_part_refunded_gives_back_its_part_and_a_refused_refund_takes_it_again() {
    owes(0, 3000);
    Refund refund = house.refund(pay(5000), 2500L);
    assertThat(owed()).isEqualTo(2500);
    assertThat(house.ledger.balance(account)).isEqualTo(2000);
    house.notices.accept(MoneyHouse.told(refund, "refused"));
    assertThat(owed()).isEqualTo(2000);
    assertThat(house.ledger.balance(account)).isEqualTo(4000);
  }

  @Test
  void a_refund_leaves_no_debt_on_the_balance_unless_allowed() {
    owes(0, 3000);
    long payment = pay(5000);
    house.consume(account, 2000);
    assertThatThrownBy(() -> house.refund(payment, 2501L)).isInstanceOf(Rejected.class)
        .hasMessageContaining("at most 2500 CNY can be refunded");
    house.refund(payment, 2500L);
    assertThat(house.ledger.balance(account)).isZero();
  }

  @Test
  void a_moved_payment_gives_to_the_debt_of_where_it_belongs() {
    owes(0, 3000);
    String other = account + "-right";
    house.account(other, 0);
    house.ledger.debts.change(other, "add-" + other, 400, "from before", "anna");
    house.ledger.passTime(Duration.ofDays(7));
    house.move(pay(5000), other);
    assertThat(owed()).isEqualTo(3000);
    assertThat(house.ledger.balance(account)).isZero();
    assertThat(house.ledger.board.view(other).owed()).isZero();
    assertThat(house.ledger.balance(other)).isEqualTo(4600);
  }

  @Test
  void two_payments_at_once_recover_a_debt_once() {
    owes(0, 1500);
    MoneyHouse.together(8, i -> pay(5000));
    assertThat(owed()).isZero();
    assertThat(house.ledger.balance(account)).isEqualTo(8 * 5000 - 1500);
    assertThat(house.ledger.number("SELECT SUM(r.amount) DIV 10000000 FROM debt_recovery r JOIN account a"
        + " ON a.id = r.account_id WHERE a.number = ?", account)).isEqualTo(1500);
  }

  @Test
  void a_debt_is_remitted_at_most_as_far_as_it_is_owed_and_a_key_counts_once() {
    owes(0, 3000);
    for (int times = 0; times < 2; times++) {
      house.ledger.debts.change(account, "remit-" + account, -1000, "settled in court", "anna");
    }
    assertThat(owed()).isEqualTo(2000);
    assertThatThrownBy(() -> house.ledger.debts.change(account, "more-" + account, -2001, "x", "anna"))
        .isInstanceOf(Rejected.class).hasMessageContaining("owes 2000 CNY");
    assertThatThrownBy(() -> house.ledger.debts.change(account, "remit-" + account, -1, "other", "anna"))
        .hasMessageContaining("with other content");
    assertThat(house.ledger.debts.changes(account, 10)).extracting(DebtChange::amount).containsExactly(-1000L, 3000L);
  }

  @Test
  void a_debt_that_comes_back_is_told_again() {
    owes(0, 500);
    pay(5000);
    house.ledger.debts.change(account, "again-" + account, 700, "another", "anna");
    pay(5000);
    assertThat(owed()).isEqualTo(700);
    assertThat(house.messages(account)).containsExactly("debt-recovery", "receipt-debt", "debt-recovery", "receipt");
  }

  @Test
  void an_import_brings_debts_and_used_emergency_credit() {
    String file = TestLedger.HEADER.strip() + ",opening_debt,emergency_used\n"
        + "North,R1," + account + ",Li Lei,,zh-CN,M-" + account + ",native,flat,,0,1,30.00,\n"
        + "North,R2," + account + "e,Li Lei,,zh-CN,M-" + account + "e,native,flat,,0,1,,4.50\n";
    house.ledger.accountImport.importCsv("debts.csv", file.getBytes(StandardCharsets.UTF_8), "anna");
    assertThat(owed()).isEqualTo(3000);
    assertThat(house.messages(account)).containsExactly("debt-recovery");
    assertThat(house.ledger.debts.changes(account, 10)).hasSize(1);
    assertThat(house.ledger.balance(account + "e")).isEqualTo(-450);
    house.ledger.passTime(Duration.ofDays(7));
    pay(5000);
    assertThat(owed()).isEqualTo(2000);
  }

  @Test
  void an_import_with_emergency_used_and_a_balance_is_refused() {
    String file = TestLedger.HEADER.strip() + ",emergency_used\n"
        + "North,R1," + account + ",Li Lei,,zh-CN,M-" + account + ",native,flat,5.00,0,1,4.50\n";
    assertThatThrownBy(() -> house.ledger.accountImport.importCsv("debts.csv", file.getBytes(StandardCharsets.UTF_8), "anna"))
        .hasMessageContaining("debts.csv:2: emergency_used 4.50 — allowed is empty or 0 with an opening_balance of 5.00");
  }
}
