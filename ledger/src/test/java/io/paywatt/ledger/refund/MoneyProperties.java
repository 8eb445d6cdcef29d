package io.paywatt.ledger.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import io.paywatt.ledger.MoneyHouse;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Money;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever is paid, moved, refunded, refused, told twice or lost on the way: the books are right, nothing is given back
 * beyond what was paid, the provider pays a refund number once, and its books and ours end equal.
 */
class MoneyProperties {
  private static MoneyHouse house;
  private static int round;

  private Random random;
  private List<String> accounts;
  private List<Paid> payments;
  private List<Asked> asked;
  private Provider provider;

  /** A payment as it was told. */
  private record Paid(long id, String provider, String transaction, String meter, long amount) {
    byte[] notice() {
      return MoneyHouse.notice(provider, transaction, null, meter, amount);
    }
  }

  /** A refund as it was asked for. */
  private record Asked(String key, RefundRequest request, Refund refund) {}

  /** What a provider does with refunds: pays a number once, and tells the truth about it when asked. */
  private static final class Provider {
    private final Map<String, String> states = new HashMap<>();
    private final Map<String, Long> paidOut = new HashMap<>();
    private final Random random;

    Provider(Random random) {
      this.random = random;
    }

    String refund(String id, long amount) {
      String state = states.computeIfAbsent(id, it -> random.nextInt(4) == 0 ? "refused" : random.nextBoolean() ? "done"
          : "processing");
      if (state.equals("processing") && random.nextBoolean()) {
        states.put(id, random.nextBoolean() ? "done" : "refused");
      }
      if (states.get(id).equals("done")) {
        paidOut.put(id, amount);
      }
      return states.get(id);
    }

    String query(String id, long amount) {
      return states.containsKey(id) ? refund(id, amount) : "unknown";
    }
  }

  @BeforeContainer
  static void open() {
    house = MoneyHouse.open("money_properties");
  }

  @Property(tries = 30)
  void any_sequence_leaves_the_books_right(@ForAll long seed) {
    random = new Random(seed);
    round++;
    accounts = new ArrayList<>();
    payments = new ArrayList<>();
    asked = new ArrayList<>();
    provider = new Provider(random);
    for (int i = 0; i < 3; i++) {
      accounts.add("P" + round + "-" + i);
      house.account(accounts.get(i), 0);
    }
    for (int step = 0; step < 40; step++) {
      step();
      if (step % 10 == 9) {
        check();
      }
    }
    settle();
    check();
    ended();
  }

  private void step() {
    switch (random.nextInt(9)) {
      case 0, 1 -> pay();
      case 2 -> tellAgain();
      case 3 -> quietly(this::move);
      case 4, 5 -> quietly(this::refund);
      case 6 -> send();
      case 7 -> quietly(this::notice);
      default -> quietly(this::byHand);
    }
  }

  private void pay() {
    String transaction = "m-" + round + "-" + payments.size();
    String meter = random.nextInt(3) == 0 ? "NOBODY-" + round : "M-" + any(accounts);
    String by = random.nextInt(4) == 0 ? "standard" : "wechat";
    long amount = 1 + random.nextInt(10_000);
    payments.add(new Paid(house.pay(by, transaction, null, meter, amount), by, transaction, meter, amount));
  }

  private void tellAgain() {
    if (!payments.isEmpty()) {
      assertThat(house.ledger.intake.accept(any(payments).notice()).outcome()).isEqualTo("duplicate");
    }
  }

  private void move() {
    Paid payment = any(payments);
    String key = "m" + round + "-" + random.nextInt(30);
    String to = any(accounts);
    boolean byMeter = random.nextBoolean();
    for (int times = 1 + random.nextInt(2); times > 0; times--) {
      house.reallocations.move(payment.id(), key, byMeter ? null : to, byMeter ? "M-" + to : null, "moved", "test");
    }
  }

  private void refund() {
    Paid payment = any(payments);
    if (random.nextInt(3) == 0) {
      house.consume(any(accounts), 1 + random.nextInt(3000));
    }
    Long amount = random.nextInt(4) == 0 ? null : (Long) (1 + (long) random.nextInt(6000));
    RefundRequest request = new RefundRequest(amount, "asked", random.nextInt(4) == 0, random.nextInt(6) == 0);
    String key = "r" + round + "-" + asked.size();
    Asked fresh = new Asked(key, request, house.refunds.request(payment.id(), key, request, "test").it());
    asked.add(fresh);
    if (random.nextInt(3) == 0) {
      Asked before = any(asked);
      var again = house.refunds.request(before.refund().payment(), before.key(), before.request(), "test");
      assertThat(again.fresh()).isFalse();
      assertThat(again.it().id()).isEqualTo(before.refund().id());
    }
  }

  /** The route, with answers that get lost on the way there or back. */
  private void send() {
    house.ledger.passTime(Duration.ofSeconds(random.nextInt(4000)));
    for (RefundTask task : house.desk.claimDue(3)) {
      long amount = house.ledger.number("SELECT amount FROM refund WHERE id = ?", task.id());
      if (random.nextInt(5) == 0) {
        continue;
      }
      String state = task.operation().equals("refund") ? provider.refund(task.id(), amount)
          : provider.query(task.id(), amount);
      switch (random.nextInt(5)) {
        case 0 -> house.desk.noAnswer(task.id(), "lost");
        case 1 -> { }
        default -> house.desk.answered(task.id(), task.operation(), answer(state));
      }
    }
  }

  /** A notice that is true, sometimes again, sometimes of a number nobody knows here. */
  private void notice() {
    if (random.nextInt(5) == 0) {
      Paid payment = any(payments);
      house.notices.accept(MoneyHouse.told("RFX" + round + "-" + random.nextInt(5), payment.provider(),
          payment.transaction(), 5, "done"));
      house.notices.recheck();
      return;
    }
    Refund refund = any(asked).refund();
    String state = provider.states.getOrDefault(refund.id(), "unknown");
    if (state.equals("done") || state.equals("refused")) {
      for (int times = 1 + random.nextInt(2); times > 0; times--) {
        assertThat(house.notices.accept(MoneyHouse.told(refund, state)).outcome()).isIn("posted", "duplicate");
      }
    }
  }

  /** Staff pays out only what is not sent. */
  private void byHand() {
    Refund refund = any(asked).refund();
    if (!refund.byHand()) {
      return;
    }
    if (random.nextBoolean()) {
      house.refunds.done(refund.payment(), refund.id(), "receipt", "test");
      provider.paidOut.put(refund.id(), refund.amount());
    } else {
      house.refunds.refuse(refund.payment(), refund.id(), "not wanted", "test");
    }
  }

  /** Until nothing is on its way any more. */
  private void settle() {
    for (int i = 0; i < 200 && house.ledger.number("SELECT COUNT(*) FROM refund WHERE due_at IS NOT NULL") > 0; i++) {
      house.ledger.passTime(Duration.ofHours(2));
      for (RefundTask task : house.desk.claimDue(100)) {
        long amount = house.ledger.number("SELECT amount FROM refund WHERE id = ?", task.id());
        house.desk.answered(task.id(), task.operation(), answer(task.operation().equals("refund")
            ? provider.refund(task.id(), amount) : provider.query(task.id(), amount)));
      }
    }
    assertThat(house.ledger.number("SELECT COUNT(*) FROM refund WHERE due_at IS NOT NULL")).isZero();
  }

  private void check() {
    assertThat(house.ledger.books.problems()).isEmpty();
    assertThat(house.suspense.totals().stream().mapToLong(Money::amount).sum()).isEqualTo(house.on("suspense"));
    for (Paid payment : payments) {
      long out = house.refunds.of(payment.id()).stream().filter(it -> !it.state().equals("refused"))
          .mapToLong(Refund::amount).sum();
      assertThat(out).isLessThanOrEqualTo(payment.amount());
    }
  }

  /** The provider's books and ours. */
  private void ended() {
    for (Asked each : asked) {
      Refund refund = house.refunds.get(each.refund().payment(), each.refund().id());
      if (refund.state().equals("held")) {
        assertThat(refund.byHand()).isTrue();
      } else {
        assertThat(refund.state()).isEqualTo(provider.paidOut.containsKey(refund.id()) ? "done" : "refused");
      }
    }
  }

  private void quietly(Runnable step) {
    if (payments.isEmpty() || asked.isEmpty() && random.nextBoolean()) {
      pay();
      return;
    }
    try {
      step.run();
    } catch (Rejected e) {
      assertThat(e.status()).isIn(409, 422);
    } catch (IndexOutOfBoundsException nothingAskedYet) {
      pay();
    }
  }

  private <T> T any(List<T> list) {
    return list.get(list.isEmpty() ? 0 : random.nextInt(list.size()));
  }

  private static String answer(String state) {
    return "{\"state\":\"" + state + "\",\"providerRefundId\":null,\"reason\":\"" + state + "\"}";
  }
}
