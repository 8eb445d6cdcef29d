package io.paywatt.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.Unavailable;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mariadb.jdbc.MariaDbDataSource;

class StoreTest {
  private static TestLedger ledger;

  @BeforeAll
  static void open() {
    ledger = TestLedger.open("store");
    ledger.importLines("North,1,A-1,Ann,,en,M-1,native,flat,10,0,1", "North,2,A-2,Bob,,en,M-2,native,flat,10,0,1");
  }

  @Test
  void migrations_run_once() {
    assertThat(Migrations.migrate(ledger.database.dataSource())).isZero();
    assertThat(ledger.number("SELECT COUNT(*) FROM flyway_schema_history WHERE success = 0")).isZero();
  }

  @Test
  void every_transaction_reads_what_is_committed_and_leaves_the_connection_as_it_was() {
    int changed = ledger.store.inTransaction(handle -> {
      long before = handle.createQuery("SELECT amount FROM balance WHERE account_id = 1").mapTo(Long.class).one();
      CompletableFuture.runAsync(() -> ledger.store.inTransaction(
          other -> other.execute("UPDATE balance SET amount = amount + 1 WHERE account_id = 1"))).join();
      assertThat(handle.createQuery("SELECT amount FROM balance WHERE account_id = 1").mapTo(Long.class).one())
          .isEqualTo(before + 1);
      return handle.execute("UPDATE balance SET amount = amount - 1 WHERE account_id = 1");
    });
    assertThat(changed).isEqualTo(1);
    assertThat(ledger.text("SELECT @@tx_isolation")).isEqualTo("REPEATABLE-READ");
  }

  @Test
  void a_transaction_within_a_transaction_is_part_of_it() {
    assertThatThrownBy(() -> ledger.store.inTransaction(handle -> {
      ledger.store.inTransaction(inner -> inner.execute("UPDATE account SET holder = 'Eve' WHERE id = 1"));
      throw new IllegalStateException("changed its mind");
    })).isInstanceOf(IllegalStateException.class);
    assertThat(ledger.text("SELECT holder FROM account WHERE id = 1")).isEqualTo("Ann");
  }

  @Test
  void the_victim_of_a_deadlock_runs_again() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    var there = CompletableFuture.runAsync(() -> cross("A-1", "A-2", runs, bothHoldOne));
    var back = CompletableFuture.runAsync(() -> cross("A-2", "A-1", runs, bothHoldOne));
    CompletableFuture.allOf(there, back).get();
    assertThat(runs).hasValue(3);
    assertThat(ledger.balance("A-1")).isEqualTo(1200);
  }

  private static void cross(String first, String second, AtomicInteger runs, CyclicBarrier bothHoldOne) {
    ledger.store.inTransaction(handle -> {
      int run = runs.incrementAndGet();
      add(handle, first);
      if (run <= 2) {
        await(bothHoldOne);
      }
      return add(handle, second);
    });
  }

  private static int add(Handle handle, String account) {
    return handle.execute("UPDATE balance SET amount = amount + 1000000000 WHERE account_id ="
        + " (SELECT id FROM account WHERE number = ?)", account);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_database_that_does_not_answer_is_unavailable() throws SQLException {
    Store nowhere = new Store(new MariaDbDataSource("jdbc:mariadb://127.0.0.1:1/none?connectTimeout=500"),
        Clock.systemUTC());
    assertThatThrownBy(() -> nowhere.inTransaction(handle -> 1)).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> nowhere.read(handle -> 1)).isInstanceOf(Unavailable.class);
  }

  @Test
  void what_was_bound_is_not_in_the_message_of_a_failure() {
    assertThatThrownBy(() -> ledger.store.inTransaction(handle -> handle.createUpdate("UPDATE nowhere SET phone = :phone")
        .bind("phone", "13800138000").execute())).hasMessageContaining("nowhere").hasMessageNotContaining("13800138000");
  }

  @Test
  void a_connection_lost_in_the_middle_is_unavailable() {
    assertThatThrownBy(() -> ledger.store.inTransaction(handle -> {
      long me = handle.createQuery("SELECT CONNECTION_ID()").mapTo(Long.class).one();
      ledger.store.read(other -> other.execute("KILL CONNECTION " + me));
      return handle.execute("UPDATE balance SET amount = 0");
    })).isInstanceOf(Unavailable.class);
    assertThat(ledger.number("SELECT COUNT(*) FROM balance WHERE amount = 0")).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      account number      | INSERT INTO account (number, room_id, holder, currency, tariff, created_at) SELECT number, room_id, 'x', 'CNY', 'flat', NOW() FROM account
      meter serial        | INSERT INTO meter (serial, account_id, make, installed_at) SELECT serial, account_id, 'native', NOW() FROM meter
      room of a site      | INSERT INTO room (site_id, name) SELECT site_id, name FROM room
      journal entry       | INSERT INTO journal_entry (entry_key, kind, posted_at) SELECT entry_key, kind, NOW() FROM journal_entry
      ledger account      | INSERT INTO ledger_account (code, kind, currency) SELECT 'opening', 'opening', 'CNY' FROM site
      """)
  void what_may_exist_once_exists_once(String what, String sql) {
    assertThatThrownBy(() -> ledger.store.inTransaction(handle -> handle.execute(sql))).matches(Store::isDuplicateKey);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPDATE journal_entry SET posted_at = NOW()", "DELETE FROM journal_entry",
      "UPDATE posting SET amount = amount + 1", "DELETE FROM posting", "UPDATE audit SET actor = 'x'", "DELETE FROM audit"})
  void what_is_written_in_the_books_cannot_be_changed(String sql) {
    assertThatThrownBy(() -> ledger.store.inTransaction(handle -> handle.execute(sql)))
        .rootCause().hasMessageContaining("append only");
  }
}
