package io.paywatt.ledger.debt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import io.paywatt.ledger.MoneyHouse;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.credit.TermsChange;
import io.paywatt.ledger.refund.Refund;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.assertj.core.data.Offset;

/**
 * Whatever is paid, used, owed, remitted, moved and given back: the books are right, no debt is below zero, no payment
 * gives more than was owed or than emergency credit left of it.
 */
class DebtProperties {
  private static final List<String> PLANS = List.of("20%", "90%", "3.33/payment", "7.00/month", "0.01%");
  private static MoneyHouse house;
  private static int round;
  private Random random;
  private List<String> accounts;
  private List<Long> payments;
  private List<Refund> refunds;

  @BeforeContainer
  static void open() {
    house = MoneyHouse.open("debt_properties");
  }

  @Property(tries = 30)
  void any_sequence_leaves_the_books_right(@ForAll long seed) {
    random = new Random(seed);
    round++;
    accounts = List.of("Q" + round + "-0", "Q" + round + "-1");
    payments = new ArrayList<>();
    refunds = new ArrayList<>();
    accounts.forEach(account -> house.account(account, 0));
    for (int step = 0; step < 40; step++) {
      try {
        step();
      } catch (Rejected e) {
        assertThat(e.status()).isIn(409, 422);
      }
    }
    assertThat(house.ledger.books.problems()).isEmpty();
    assertThat(house.ledger.number("SELECT COUNT(*) FROM account_debt WHERE owed < 0")).isZero();
  }

  private void step() {
    String account = any(accounts);
    switch (random.nextInt(9)) {
      case 0, 1, 2 -> pay(account);
      case 3 -> house.consume(account, 1 + random.nextInt(4000));
      case 4 -> house.ledger.debts.change(account, "k" + round + "-" + random.nextInt(1000),
          random.nextInt(4) == 0 ? -1 - random.nextInt(500) : 1 + random.nextInt(2000), "because", "anna");
      case 5 -> house.ledger.board.setAccount(account,
          before -> new TermsChange(null, null, any(PLANS), null, null, null), "anna");
      case 6 -> house.ledger.passTime(Duration.ofDays(random.nextInt(9)));
      case 7 -> refund();
      default -> move();
    }
  }

  /** What a payment gives is never more than was owed, nor than repaying emergency credit left of it. */
  private void pay(String account) {
    long before = house.ledger.balance(account);
    long owed = house.ledger.board.view(account).owed();
    long amount = 1 + random.nextInt(6000);
    payments.add(house.pay("wechat", "M-" + account, amount));
    long given = owed - house.ledger.board.view(account).owed();
    assertThat(given).isBetween(0L, owed);
    assertThat(given).isLessThanOrEqualTo(Math.max(0, before + amount) + 1);
    assertThat(house.ledger.balance(account)).isCloseTo(before + amount - given, Offset.offset(1L));
  }

  private void refund() {
    if (!refunds.isEmpty() && random.nextBoolean()) {
      house.notices.accept(MoneyHouse.told(refunds.remove(0), random.nextBoolean() ? "done" : "refused"));
    } else if (!payments.isEmpty()) {
      refunds.add(house.refund(any(payments), random.nextBoolean() ? null : (Long) (1L + random.nextInt(3000))));
    }
  }

  private void move() {
    if (!payments.isEmpty()) {
      house.move(any(payments), any(accounts));
    }
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
