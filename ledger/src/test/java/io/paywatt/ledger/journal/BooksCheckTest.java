package io.paywatt.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.journal.Journal.Line;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BooksCheckTest {
  private TestLedger ledger;

  @BeforeEach
  void open() {
    ledger = TestLedger.open("books");
    ledger.importLines("North,1,A-1,Ann,,en,M-1,native,flat,10,0,1");
    pay("t-1", "M-1");
    pay("t-2", "M-NONE");
    assertThat(ledger.books.problems()).isEmpty();
  }

  @Test
  void an_entry_of_one_side_is_found_in_trial_balance_entry_and_suspense() {
    execute("INSERT INTO journal_entry (entry_key, kind, posted_at) VALUES ('lost', 'suspense', NOW())");
    execute("INSERT INTO posting (entry_id, ledger_account_id, amount) SELECT e.id, l.id, 5 FROM journal_entry e,"
        + " ledger_account l WHERE e.entry_key = 'lost' AND l.code = 'suspense'");
    assertThat(ledger.books.problems()).hasSize(3)
        .anyMatch(it -> it.equals("Trial balance of CNY is 5, must be 0"))
        .anyMatch(it -> it.contains("(lost) has 1 postings that sum to 5"))
        .anyMatch(it -> it.startsWith("Suspense of CNY holds 1000000005, the parked payments sum to 1000000000"));
  }

  @Test
  void a_balance_changed_by_hand_is_found() {
    execute("UPDATE balance SET amount = amount + 1");
    assertThat(ledger.books.problems())
        .containsExactly("Balance of account A-1 is 11000000001, its postings sum to 11000000000");
    execute("DELETE FROM balance");
    assertThat(ledger.books.problems()).containsExactly("Balance of account A-1 is missing, its postings sum to 11000000000");
  }

  @Test
  void a_payment_that_did_not_reach_its_customer_whole_is_found() {
    execute("UPDATE payment SET amount = 200 WHERE state = 'posted'");
    assertThat(ledger.books.problems()).singleElement().asString()
        .contains("(standard t-1) of 2000000000 reached its customer with 1000000000 in entry payment:standard:t-1");
  }

  @Test
  void money_credited_without_a_payment_is_found() {
    ledger.store.inTransaction(handle -> {
      long account = handle.createQuery("SELECT id FROM account").mapTo(Long.class).one();
      Journal.addToBalance(handle, account, 7);
      return Journal.post(handle, Journal.Kind.PAYMENT, "payment:gift", ledger.store.now(),
          List.of(new Line(Journal.customer(handle, account), 7), new Line(Journal.control(handle, "opening", "CNY"), -7)));
    });
    assertThat(ledger.books.problems()).singleElement().asString().contains("(payment:gift) credits a payment");
  }

  @Test
  void consumption_without_charge_lines_is_found() {
    ledger.store.inTransaction(handle -> {
      long account = handle.createQuery("SELECT id FROM account").mapTo(Long.class).one();
      Journal.addToBalance(handle, account, -7);
      return Journal.post(handle, Journal.Kind.CONSUMPTION, "consumption:x", ledger.store.now(),
          List.of(new Line(Journal.customer(handle, account), -7),
              new Line(Journal.control(handle, "revenue:energy", "CNY"), 7)));
    });
    assertThat(ledger.books.problems()).singleElement().asString()
        .contains("(consumption:x) takes -7, its charge lines sum to 0");
  }

  @Test
  void an_entry_that_does_not_sum_to_zero_is_never_posted() {
    long suspense = ledger.number("SELECT id FROM ledger_account WHERE code = 'suspense'");
    assertThatThrownBy(() -> ledger.store.inTransaction(handle -> Journal.post(handle, Journal.Kind.SUSPENSE, "bad",
        ledger.store.now(), List.of(new Line(suspense, 5), new Line(suspense, -4)))))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("does not balance");
  }

  private void pay(String transaction, String meter) {
    ledger.intake.accept(("{\"provider\":\"standard\",\"transactionId\":\"" + transaction + "\",\"meter\":\"" + meter
        + "\",\"amount\":100,\"currency\":\"CNY\",\"paidAt\":\"2026-11-23T04:00:00Z\"}").getBytes(StandardCharsets.UTF_8));
  }

  private void execute(String sql) {
    ledger.store.inTransaction(handle -> handle.execute(sql));
  }
}
