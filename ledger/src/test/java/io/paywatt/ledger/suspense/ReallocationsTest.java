package io.paywatt.ledger.suspense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.List;
import io.paywatt.ledger.MoneyHouse;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReallocationsTest {
  private static MoneyHouse house;
  private static int number;
  private String wrong;
  private String right;

  @BeforeAll
  static void open() {
    house = MoneyHouse.open("reallocations");
  }

  @BeforeEach
  void accounts() {
    wrong = "W" + ++number;
    right = "R" + number;
    house.account(wrong, 0);
    house.account(right, 0);
  }

  @AfterEach
  void books() {
    assertThat(house.ledger.books.problems()).isEmpty();
  }

  @Test
  void a_payment_on_the_wrong_account_moves_with_its_credit_and_leaves_a_reversal_that_names_it() {
    long payment = house.pay("wechat", "M-" + wrong, 5000);
    house.move(payment, right);
    assertThat(house.ledger.balance(wrong)).isZero();
    assertThat(house.ledger.balance(right)).isEqualTo(5000);
    assertThat(house.commands("M-" + right)).containsExactly("credit {\"amount\":5000,\"currency\":\"CNY\",\"balance\":5000}");
    assertThat(house.commands("M-" + wrong)).containsExactly(
        "credit {\"amount\":5000,\"currency\":\"CNY\",\"balance\":5000}", "balance {\"balance\":0,\"currency\":\"CNY\"}");
    assertThat(house.messages(right)).containsExactly("payment-moved-in");
    assertThat(house.messages(wrong)).contains("receipt", "payment-moved-out", "low-balance");
    assertThat(house.ledger.text("SELECT CONCAT(e.kind, ' of ', u.entry_key) FROM reallocation r JOIN journal_entry e"
        + " ON e.id = r.reversal_entry_id JOIN journal_entry u ON u.id = e.reverses WHERE r.payment_id = ?", payment))
        .startsWith("reversal of payment:wechat:");
    assertThat(house.ledger.text("SELECT JSON_VALUE(detail, '$.reason') FROM audit WHERE subject = ?", "payment:" + payment))
        .isEqualTo("wrong room");
  }

  @Test
  void an_account_that_loses_its_money_is_cut_off_when_its_meter_has_spoken() {
    long payment = house.pay("wechat", "M-" + wrong, 5000);
    house.consume(wrong, 100);
    spoke("M-" + wrong);
    house.move(payment, right);
    assertThat(house.ledger.balance(wrong)).isEqualTo(-100);
    assertThat(house.commands("M-" + wrong)).contains("relay {\"relay\":\"open\",\"seq\":1}",
        "balance {\"balance\":-100,\"currency\":\"CNY\"}");
    assertThat(house.messages(wrong)).contains("cut-off");
  }

  @Test
  void money_out_of_suspense_goes_on_as_if_it_had_been_posted_at_once_and_leaves_the_desk() {
    long payment = house.pay("wechat", "NOBODY-" + number, 700);
    assertThat(house.on("suspense")).isEqualTo(700);
    house.move(payment, right);
    assertThat(house.on("suspense")).isZero();
    assertThat(house.commands("M-" + right)).containsExactly("credit {\"amount\":700,\"currency\":\"CNY\",\"balance\":700}");
    assertThat(house.messages(right)).containsExactly("receipt");
    assertThat(house.ledger.text("SELECT replay_result FROM failed_message ORDER BY id DESC LIMIT 1"))
        .isEqualTo("moved to account " + right + ", meter M-" + right);
    assertThat(house.suspense.get(payment).open()).isZero();
  }

  @Test
  void the_same_key_moves_once_and_other_content_under_it_is_refused() {
    long payment = house.pay("wechat", "M-" + wrong, 100);
    String key = "once-" + number;
    var first = house.reallocations.move(payment, key, right, null, "wrong room", "anna");
    var second = house.reallocations.move(payment, key, right, null, "wrong room", "anna");
    assertThat(first.fresh()).isTrue();
    assertThat(second.fresh()).isFalse();
    assertThat(second.it()).isEqualTo(first.it());
    assertThatThrownBy(() -> house.reallocations.move(payment, key, wrong, null, "wrong room", "anna"))
        .isInstanceOf(Rejected.class).hasMessageContaining("other content");
  }

  @Test
  void many_who_move_at_once_move_once() {
    long payment = house.pay("wechat", "M-" + wrong, 100);
    List<Object> results = MoneyHouse.together(8, i -> {
      try {
        return house.reallocations.move(payment, "many-" + number + "-" + i, right, null, "wrong room", "anna").fresh();
      } catch (Rejected e) {
        return e.status();
      }
    });
    assertThat(results).containsOnlyOnce(true).contains(409);
    assertThat(house.ledger.balance(right)).isEqualTo(100);
  }

  @Test
  void a_payment_can_move_on_and_back_again() {
    long payment = house.pay("wechat", "M-" + wrong, 100);
    house.move(payment, right);
    house.move(payment, wrong);
    house.move(payment, right);
    assertThat(house.ledger.balance(wrong)).isZero();
    assertThat(house.ledger.balance(right)).isEqualTo(100);
    assertThat(house.reallocations.of(payment)).hasSize(3);
  }

  @Test
  void only_what_was_not_given_back_moves_and_nothing_while_a_refund_is_on_its_way() {
    long payment = house.pay("wechat", "M-" + wrong, 1000);
    var refund = house.refund(payment, 300L);
    assertThatThrownBy(() -> house.move(payment, right)).hasMessageContaining(refund.id() + " of payment " + payment
        + " is on its way");
    house.notices.accept(MoneyHouse.told(refund, "done"));
    house.move(payment, right);
    assertThat(house.ledger.balance(wrong)).isZero();
    assertThat(house.ledger.balance(right)).isEqualTo(700);
    var rest = house.refund(payment, null);
    assertThat(rest.amount()).isEqualTo(700);
    house.notices.accept(MoneyHouse.told(rest, "done"));
    assertThatThrownBy(() -> house.move(payment, wrong)).hasMessageContaining("refunded whole");
  }

  @Test
  void what_can_not_be_is_said() {
    long payment = house.pay("wechat", "M-" + right, 100);
    assertThatThrownBy(() -> house.move(payment, right)).hasMessageContaining("already");
    assertThatThrownBy(() -> house.move(payment, "nobody")).hasMessageContaining("account nobody is not known");
    assertThatThrownBy(() -> house.move(999_999, right)).hasMessageContaining("There is no payment 999999");
    assertThatThrownBy(() -> house.reallocations.move(payment, "k" + number, right, "M-" + right, "x", "anna"))
        .hasMessageContaining("both given");
    assertThatThrownBy(() -> house.reallocations.move(payment, "k" + number, wrong, null, " ", "anna"))
        .hasMessageContaining("reason is missing");
    assertThatThrownBy(() -> house.reallocations.move(payment, null, wrong, null, "x", "anna"))
        .hasMessageContaining("Idempotency-Key is missing");
  }

  /** A measured reading of now. */
  private void spoke(String serial) {
    LocalDateTime now = Store.utc(house.ledger.store.now());
    house.ledger.store.inTransaction(handle -> handle.execute("UPDATE meter_state s JOIN meter m ON m.id = s.meter_id"
            + " SET s.last_reading_at = ? WHERE m.serial = ?", now, serial)
        + handle.execute("INSERT INTO reading (meter_id, at, energy_wh, received_at) SELECT id, ?, 0, ? FROM meter"
            + " WHERE serial = ?", now, now, serial));
  }
}
