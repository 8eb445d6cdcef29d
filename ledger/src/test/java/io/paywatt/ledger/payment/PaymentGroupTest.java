package io.paywatt.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import io.paywatt.ledger.CommitWatch;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Notices that share a transaction. */
class PaymentGroupTest {
  private static final long LARGEST = 100_000_000_000L;

  private static TestLedger ledger;
  private static CommitWatch watch;
  private static PaymentIntake intake;
  private static PaymentIntake otherNode;

  @BeforeAll
  static void open() {
    ledger = TestLedger.open("payment_group");
    for (String number : List.of("1", "2", "FULL", "HELD")) {
      ledger.account("A-" + number, "M-" + number);
    }
    watch = new CommitWatch(ledger.database.dataSource());
    intake = node(new Store(watch.dataSource(), Clock.systemUTC()));
    otherNode = node(ledger.store);
  }

  @AfterEach
  void the_books_are_right() {
    assertThat(ledger.books.problems()).isEmpty();
  }

  @Test
  void each_of_a_mixed_group_gets_what_it_would_get_alone() throws Exception {
    intake.accept(Notices.forMeter("t-known", "M-1", 300).toJson());
    intake.accept(Notices.forMeter("t-parked", "M-LATE", 40).toJson());
    ledger.account("A-LATE", "M-LATE");
    String order = order("mixed", 500);
    long before = ledger.balance("A-1");
    List<byte[]> notices = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      notices.add(Notices.forMeter("t-new-" + i, "M-1", 100 + i).toJson());
    }
    notices.addAll(Collections.nCopies(3, Notices.forMeter("t-thrice", "M-1", 7).toJson()));
    notices.addAll(Collections.nCopies(2, Notices.forMeter("t-parked", "M-LATE", 40).toJson()));
    notices.add(Notices.forMeter("t-known", "M-1", 300).toJson());
    notices.add(Notices.forMeter("t-known", "M-1", 301).toJson());
    notices.add(Notices.forMeter("t-known", "M-2", 300).toJson());
    notices.add(Notices.forMeter("t-nowhere", "M-NONE", 5).toJson());
    notices.add(foreign("t-foreign").toJson());
    notices.add(Notices.forOrder("t-order-1", order, 500).toJson());
    notices.add(Notices.forOrder("t-order-2", order, 500).toJson());
    notices.add("{\"provider\":\"standard\"}".getBytes(StandardCharsets.UTF_8));

    int commits = watch.commits.get();
    List<String> outcomes = together(notices);

    assertThat(outcomes.subList(0, 10)).containsOnly("posted");
    assertThat(outcomes.subList(10, 13)).containsExactlyInAnyOrder("posted", "duplicate", "duplicate");
    assertThat(outcomes.subList(13, 15)).containsExactlyInAnyOrder("posted", "duplicate");
    assertThat(outcomes.subList(15, 20)).containsExactly("duplicate", "conflict", "conflict", "parked", "parked");
    assertThat(outcomes.subList(20, 22)).containsExactlyInAnyOrder("posted", "parked");
    assertThat(outcomes.get(22)).startsWith("Rejected");
    assertThat(watch.commits.get() - commits).isLessThan(8);
    assertThat(ledger.balance("A-1")).isEqualTo(before + 1045 + 7 + 500);
    assertThat(ledger.balance("A-LATE")).isEqualTo(40);
  }

  @Test
  void payments_of_one_account_in_a_group_each_tell_the_balance_after_them() throws Exception {
    long before = ledger.balance("A-2");
    List<byte[]> notices = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      notices.add(Notices.forMeter("t-steps-" + i, "M-2", 10).toJson());
    }
    together(notices);

    for (int i = 1; i <= 12; i++) {
      assertThat(ledger.number("SELECT COUNT(*) FROM outbox WHERE effect_key LIKE 'receipt:%' AND payload LIKE ?"
          + " AND payload LIKE '%t-steps-%'", "%\"balance\":" + (before + 10L * i) + ",%")).isEqualTo(1);
    }
  }

  @Test
  void a_payment_that_cannot_be_written_takes_no_other_along() throws Exception {
    for (int i = 0; i < 9; i++) {
      intake.accept(Notices.forMeter("t-full-" + i, "M-FULL", LARGEST).toJson());
    }
    List<byte[]> notices = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      notices.add(i == 7 ? Notices.forMeter("t-poison", "M-FULL", LARGEST).toJson()
          : Notices.forMeter("t-beside-" + i, i % 2 == 0 ? "M-1" : "M-FULL", 3).toJson());
    }
    List<String> outcomes = together(notices);

    assertThat(outcomes.remove(7)).startsWith("ArithmeticException");
    assertThat(outcomes).containsOnly("posted");
    assertThat(ledger.number("SELECT COUNT(*) FROM payment WHERE provider_transaction_id = 't-poison'")).isZero();
    assertThat(ledger.number("SELECT COUNT(*) FROM raw_notice WHERE CAST(body AS CHAR) = 'as signed: t-poison'")).isZero();
  }

  @Test
  void two_nodes_that_hear_the_same_post_it_once() throws Exception {
    long before = ledger.balance("A-1");
    List<FutureTask<String>> calls = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    for (int i = 0; i < 40; i++) {
      byte[] json = Notices.forMeter("t-both-" + i, "M-1", 2).toJson();
      calls.add(new FutureTask<>(() -> outcomeAfter(start, intake, json)));
      calls.add(new FutureTask<>(() -> outcomeAfter(start, otherNode, json)));
    }
    calls.forEach(call -> new Thread(call).start());
    start.countDown();

    for (int i = 0; i < 80; i += 2) {
      assertThat(List.of(calls.get(i).get(), calls.get(i + 1).get())).containsExactlyInAnyOrder("posted", "duplicate");
    }
    assertThat(ledger.balance("A-1")).isEqualTo(before + 80);
  }

  @Test
  void after_a_commit_whose_answer_was_lost_the_repeat_finds_the_first_posting() throws Exception {
    assertThat(lost(connection -> {
      connection.commit();
      kill(connection);
      connection.commit();
    }, "t-unknown")).containsOnly("duplicate");
  }

  @Test
  void after_a_connection_that_broke_before_the_commit_the_repeat_posts() throws Exception {
    assertThat(lost(connection -> {
      kill(connection);
      connection.commit();
    }, "t-undone")).containsOnly("posted");
  }

  /** @return what the repeats of some notices come to after the commit of their group ended in that way */
  private static List<String> lost(CommitWatch.Instead end, String transactions) throws Exception {
    List<byte[]> notices = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      notices.add(Notices.forMeter(transactions + i, "M-1", 11).toJson());
    }
    long before = ledger.balance("A-1");
    List<String> first;
    try (Held held = new Held()) {
      List<FutureTask<String>> calls = held.queue(notices);
      AtomicBoolean ended = new AtomicBoolean();
      watch.instead(connection -> {
        if (number(connection, "SELECT COUNT(*) FROM payment WHERE provider_transaction_id = '" + transactions + "0'") == 1
            && ended.compareAndSet(false, true)) {
          end.commit(connection);
        } else {
          connection.commit();
        }
      });
      first = held.release(calls);
    } finally {
      watch.instead(Connection::commit);
    }
    assertThat(first).allMatch(outcome -> outcome.startsWith("Unavailable"));
    List<String> again = together(notices);
    assertThat(ledger.balance("A-1")).isEqualTo(before + 55);
    return again;
  }

  private static void kill(Connection connection) throws SQLException {
    long id = number(connection, "SELECT CONNECTION_ID()");
    ledger.store.read(handle -> handle.execute("KILL CONNECTION " + id));
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<String> together(List<byte[]> notices) throws Exception {
    try (Held held = new Held()) {
      return held.release(held.queue(notices));
    }
  }

  /** Keeps both lanes of the intake busy, so that whoever comes waits and goes in one group. */
  private static final class Held implements AutoCloseable {
    private static int count;

    private final Connection lock = ledger.database.dataSource().getConnection();
    private final List<FutureTask<String>> first = new ArrayList<>();

    Held() throws Exception {
      lock.setAutoCommit(false);
      try (Statement statement = lock.createStatement()) {
        statement.execute("UPDATE balance b JOIN account a ON a.id = b.account_id SET b.amount = b.amount"
            + " WHERE a.number = 'A-HELD'");
        statement.executeQuery("SELECT b.amount FROM balance b JOIN account a ON a.id = b.account_id"
            + " WHERE a.number = 'A-HELD' FOR UPDATE").close();
      }
      for (int lane = 0; lane < 2; lane++) {
        first.addAll(queue(List.of(Notices.forMeter("t-held-" + count++, "M-HELD", 1).toJson())));
        int waiting = lane + 1;
        await().until(() -> ledger.number("SELECT COUNT(*) FROM information_schema.processlist"
            + " WHERE db = DATABASE() AND info LIKE 'SELECT account_id, amount FROM balance%'") == waiting);
      }
    }

    /** Comes back when all of them wait. */
    List<FutureTask<String>> queue(List<byte[]> notices) {
      List<FutureTask<String>> calls = new ArrayList<>();
      for (byte[] json : notices) {
        FutureTask<String> call = new FutureTask<>(() -> outcome(intake, json));
        Thread thread = new Thread(call);
        thread.start();
        await().until(() -> call.isDone() || thread.getState() == Thread.State.WAITING);
        calls.add(call);
      }
      return calls;
    }

    List<String> release(List<FutureTask<String>> calls) throws Exception {
      lock.rollback();
      List<String> outcomes = new ArrayList<>();
      for (FutureTask<String> call : calls) {
        outcomes.add(call.get());
      }
      for (FutureTask<String> call : first) {
        assertThat(call.get()).isEqualTo("posted");
      }
      return outcomes;
    }

    @Override
    public void close() throws SQLException {
      lock.close();
    }
  }

  private static String outcomeAfter(CountDownLatch start, PaymentIntake node, byte[] json) throws InterruptedException {
    start.await();
    return outcome(node, json);
  }

  private static String outcome(PaymentIntake node, byte[] json) {
    try {
      return node.accept(json).outcome();
    } catch (RuntimeException e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }

  private static PaymentIntake node(Store store) {
    return new PaymentIntake(store, new CreditDesk(new CreditRules(List.of(2000L, 1000L), 0, Duration.ofHours(24), null,
        null, ZoneId.of("Asia/Shanghai"))), new IntakeSettings("CNY"));
  }

  private static PaymentNotice foreign(String transaction) {
    return new PaymentNotice("standard", transaction, null, "M-1", new Money(5, "CNY"), Notices.PAID_AT,
        "mchid is 190, ours is 191", new byte[] {1});
  }

  private static String order(String key, long amount) {
    return ledger.topups.begin(key, ("{\"meter\":\"M-1\",\"amount\":" + amount
        + ",\"currency\":\"CNY\",\"provider\":\"standard\"}").getBytes(StandardCharsets.UTF_8)).id();
  }
}
