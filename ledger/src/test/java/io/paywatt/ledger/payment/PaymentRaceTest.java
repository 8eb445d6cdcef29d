package io.paywatt.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import io.paywatt.ledger.TestLedger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PaymentRaceTest {
  private static final int THREADS = 16;
  private static final ExecutorService POOL = Executors.newFixedThreadPool(THREADS);
  private static TestLedger ledger;

  @BeforeAll
  static void open() {
    ledger = TestLedger.open("payment_race");
    ledger.account("A-1", "M-1");
  }

  @AfterAll
  static void close() {
    POOL.shutdownNow();
  }

  @Test
  void the_same_notice_on_16_threads_credits_once() throws Exception {
    long before = ledger.balance("A-1");
    for (int round = 0; round < 20; round++) {
      byte[] json = Notices.forMeter("t-race-" + round, "M-1", 100).toJson();
      assertThat(together(i -> () -> ledger.intake.accept(json).outcome())).containsOnlyOnce("posted")
          .containsOnly("posted", "duplicate");
    }
    assertThat(ledger.balance("A-1")).isEqualTo(before + 2000);
    assertThat(ledger.books.problems()).isEmpty();
  }

  @Test
  void sixteen_payments_of_one_order_credit_it_once() throws Exception {
    long before = ledger.balance("A-1");
    String order = ledger.topups.begin("race", ("{\"meter\":\"M-1\",\"amount\":500,\"currency\":\"CNY\","
        + "\"provider\":\"standard\"}").getBytes(StandardCharsets.UTF_8)).id();
    assertThat(together(i -> () -> ledger.intake.accept(Notices.forOrder("t-order-" + i, order, 500).toJson()).outcome()))
        .containsOnlyOnce("posted").containsOnly("posted", "parked");
    assertThat(ledger.balance("A-1")).isEqualTo(before + 500);
    assertThat(ledger.books.problems()).isEmpty();
  }

  @Test
  void different_payments_of_one_account_at_once_all_count() throws Exception {
    long before = ledger.balance("A-1");
    assertThat(together(i -> () -> ledger.intake.accept(Notices.forMeter("t-many-" + i, "M-1", 10).toJson()).outcome()))
        .containsOnly("posted");
    assertThat(ledger.balance("A-1")).isEqualTo(before + 10 * THREADS);
  }

  @Test
  void a_conflict_told_on_16_threads_lies_on_the_desk_once() throws Exception {
    ledger.intake.accept(Notices.forMeter("t-conflict", "M-1", 100).toJson());
    long desk = ledger.number("SELECT COUNT(*) FROM failed_message");
    assertThat(together(i -> () -> ledger.intake.accept(Notices.forMeter("t-conflict", "M-1", 200).toJson()).outcome()))
        .containsOnly("conflict");
    assertThat(ledger.number("SELECT COUNT(*) FROM failed_message")).isEqualTo(desk + 1);
  }

  @Test
  void a_parked_payment_replayed_on_16_threads_is_placed_once() throws Exception {
    byte[] json = Notices.forMeter("t-parked", "M-2", 900).toJson();
    ledger.intake.accept(json);
    ledger.account("A-2", "M-2");
    assertThat(together(i -> () -> ledger.intake.accept(json).outcome())).containsOnlyOnce("posted")
        .containsOnly("posted", "duplicate");
    assertThat(ledger.balance("A-2")).isEqualTo(900);
    assertThat(ledger.books.problems()).isEmpty();
  }

  private static List<String> together(IntFunction<Callable<String>> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<String>> running = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Callable<String> one = work.apply(i);
      running.add(POOL.submit(() -> {
        start.await();
        return one.call();
      }));
    }
    List<String> outcomes = new ArrayList<>();
    for (Future<String> one : running) {
      outcomes.add(one.get());
    }
    return outcomes;
  }
}
