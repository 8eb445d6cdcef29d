package io.paywatt.ledger.vend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import io.paywatt.ledger.MoneyHouse;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.refund.Refund;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is bought, used, owed, moved and given back on accounts that hold kWh: money and Wh are right, each by itself. */
class PurchaseProperties {
  private static Shop shop;
  private static int round;
  private Random random;
  private List<String> accounts;
  private List<Long> payments;
  private List<Refund> refunds;
  private long register;

  @BeforeContainer
  static void open() {
    shop = new Shop("purchase_properties");
  }

  @Property(tries = 20)
  void any_sequence_leaves_money_and_wh_right(@ForAll long seed) {
    random = new Random(seed);
    round++;
    accounts = List.of("V" + round + "-0", "V" + round + "-1");
    payments = new ArrayList<>();
    refunds = new ArrayList<>();
    register = 0;
    accounts.forEach(account -> shop.account(account, random.nextBoolean() ? "" : "12.345"));
    for (int step = 0; step < 30; step++) {
      try {
        step();
      } catch (Rejected e) {
        assertThat(e.status()).isIn(409, 422);
      }
    }
    assertThat(shop.ledger.books.problems()).isEmpty();
    assertThat(shop.ledger.number("SELECT COALESCE(SUM(p.amount), 0) FROM posting p JOIN ledger_account l"
        + " ON l.id = p.ledger_account_id WHERE l.currency = 'Wh'")).isZero();
  }

  private void step() {
    String account = accounts.get(random.nextInt(2));
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> payments.add(shop.pay(account, 300 + random.nextInt(9000)));
      case 3 -> {
        shop.ledger.passTime(Duration.ofHours(1 + random.nextInt(200)));
        register += random.nextInt(60_000);
        shop.register(accounts.get(0), register);
      }
      case 4 -> shop.ledger.debts.change(account, "v" + round + "-" + random.nextInt(1000), 1 + random.nextInt(3000),
          "because", "anna");
      case 5 -> shop.house.move(any(), account);
      default -> refund();
    }
  }

  private void refund() {
    if (!refunds.isEmpty() && random.nextBoolean()) {
      shop.house.notices.accept(MoneyHouse.told(refunds.remove(0), random.nextBoolean() ? "done" : "refused"));
    } else {
      refunds.add(shop.house.refund(any(), random.nextInt(3) > 0 ? null : (Long) (1L + random.nextInt(3000))));
    }
  }

  private long any() {
    if (payments.isEmpty()) {
      throw new Rejected(409, "nothing was paid yet");
    }
    return payments.get(random.nextInt(payments.size()));
  }
}
