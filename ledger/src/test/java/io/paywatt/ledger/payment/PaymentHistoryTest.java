package io.paywatt.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import io.paywatt.ledger.TestLedger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever comes in whatever order, told against a model that is a few maps. */
class PaymentHistoryTest {
  private static final List<Long> AMOUNTS = List.of(100L, 250L);
  private static TestLedger ledger;
  private static int tries;

  /** @param place 0, 1: a meter; 2: a meter nobody has; 3, 4: an order over 100 */
  record Step(int transaction, int place, long amount) {}

  @BeforeContainer
  static void open() {
    ledger = TestLedger.open("payment_history");
    ledger.account("A-0", "M-0");
    ledger.account("A-1", "M-1");
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return Combinators.combine(Arbitraries.integers().between(0, 3), Arbitraries.integers().between(0, 4),
        Arbitraries.of(AMOUNTS)).as(Step::new).list().ofMinSize(1).ofMaxSize(12);
  }

  @Property(tries = 200)
  void every_history_credits_each_payment_once_and_keeps_the_books_right(@ForAll("histories") List<Step> history) {
    Model model = new Model(tries++);
    long before = ledger.balance("A-0") + ledger.balance("A-1");
    for (Step step : history) {
      assertThat(ledger.intake.accept(model.notice(step).toJson()).outcome()).isEqualTo(model.expect(step));
    }
    assertThat(ledger.balance("A-0") + ledger.balance("A-1")).isEqualTo(before + model.credited);
    assertThat(ledger.books.problems()).isEmpty();
  }

  private static final class Model {
    private final int number;
    private final Map<Integer, Step> first = new HashMap<>();
    private final Map<Integer, String> orders = new HashMap<>();
    private final Set<Integer> paid = new HashSet<>();
    private long credited;

    Model(int number) {
      this.number = number;
    }

    PaymentNotice notice(Step step) {
      String transaction = "h" + number + "-" + step.transaction();
      return step.place() < 3 ? Notices.forMeter(transaction, "M-" + step.place(), step.amount())
          : Notices.forOrder(transaction, orders.computeIfAbsent(step.place(), this::order), step.amount());
    }

    String expect(Step step) {
      Step known = first.putIfAbsent(step.transaction(), step);
      if (known != null) {
        return known.equals(step) ? "duplicate" : "conflict";
      }
      boolean order = step.place() >= 3;
      if (step.place() == 2 || order && (step.amount() != 100 || !paid.add(step.place()))) {
        return "parked";
      }
      credited += step.amount();
      return "posted";
    }

    private String order(int place) {
      return ledger.topups.begin("h" + number + "-" + place, ("{\"meter\":\"M-" + place % 2 + "\",\"amount\":100,"
          + "\"currency\":\"CNY\",\"provider\":\"standard\"}").getBytes(StandardCharsets.UTF_8)).id();
    }
  }
}
