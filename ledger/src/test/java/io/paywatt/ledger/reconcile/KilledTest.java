package io.paywatt.ledger.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.journal.BooksCheck;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.TariffBook;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * A reconciliation that is killed, or loses its database, at random instants: the next one goes on, and every meter is
 * billed once. {@code ./paywatt bench kill-reconcile} does the same with a whole hub and many meters.
 */
class KilledTest {
  private static final int METERS = 1000;
  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
  private static final String RISE = "(100 + m.id MOD 900)";

  private static MeteringHouse house;
  private static int readings;

  /** The process that is killed. */
  static final class Victim {
    public static void main(String[] database) throws SQLException {
      reconciler(new Store(new Connections(database[0], database[1], database[2]), new MeteringHouse.TestClock())).run();
    }
  }

  /** Each use has a connection of its own, whose number is known. */
  private static final class Connections extends MariaDbDataSource {
    private final Set<Long> ids = ConcurrentHashMap.newKeySet();

    Connections(String url, String user, String password) throws SQLException {
      super(url);
      setUser(user);
      setPassword(password);
    }

    @Override public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      ids.add(connection.unwrap(org.mariadb.jdbc.Connection.class).getThreadId());
      return connection;
    }

    void breakAll() {
      for (long id : ids) {
        try {
          house.sql("KILL " + id);
        } catch (UnableToExecuteStatementException ended) {
          // it had no more to do
        }
      }
    }
  }

  /** Half the accounts have one price, half tiers and times of use. */
  @BeforeAll
  static void open() {
    house = new MeteringHouse("reconcile_killed");
    String from = " FROM seq_1_to_" + METERS;
    for (String sql : List.of(
        "INSERT INTO account (id, number, room_id, holder, currency, tariff, created_at) SELECT seq, CONCAT('K-', seq), 1, 'Li Hua',"
            + " 'CNY', IF(seq MOD 2, 'flat', 'tiered-tou'), '2026-01-01'",
        "INSERT INTO balance (account_id, amount) SELECT seq, 0",
        "INSERT INTO ledger_account (code, kind, account_id, currency) SELECT CONCAT('customer:K-', seq), 'customer', seq, 'CNY'",
        "INSERT INTO meter (id, serial, account_id, make, installed_at) SELECT seq, CONCAT('K-', seq), seq, 'native', '2026-01-01'",
        "INSERT INTO meter_state (meter_id) SELECT seq",
        "INSERT INTO meter_billing (meter_id, billed_register_wh, billed_at) SELECT seq, 0, '2026-11-20'")) {
      house.sql(sql + from);
    }
  }

  private static Reconciler reconciler(Store store) {
    return new Reconciler(store, TariffBook.check(Path.of("../config/tariffs"), MeteringHouse.ZONE),
        new CreditDesk(new CreditRules(List.of(), 1_000_000_00L, Duration.ofDays(9), null, null, MeteringHouse.ZONE)),
        new ReconcileRules(100_000, 100, 50_000, 2, Duration.ofDays(35)));
  }

  /** What a broken connection held is skipped until the server has taken it back. */
  private static void billAll() {
    await().until(() -> {
      reconciler(house.store).run();
      return reconciler(house.store).waiting() == 0;
    });
  }

  /** One more reading of every meter. */
  private static void read() {
    readings++;
    Object at = Store.utc(START.plus(Duration.ofHours(readings)));
    house.sql("INSERT INTO reading (meter_id, at, energy_wh, received_at) SELECT m.id, ?, ? * " + RISE + ", ? FROM meter m", at,
        readings, at);
    house.sql("UPDATE meter_billing SET has_unbilled = TRUE, only_unbilled_at = ?", at);
  }

  @AfterEach
  void every_meter_is_billed_once() {
    billAll();
    assertThat(house.number("SELECT COUNT(*) FROM meter_billing b JOIN meter m ON m.id = b.meter_id WHERE b.has_unbilled"
        + " OR b.billed_register_wh <> ? * " + RISE, readings)).isZero();
    assertThat(house.number("SELECT COUNT(*) FROM journal_entry")).isEqualTo((long) METERS * readings);
    assertThat(house.number("SELECT COUNT(*) FROM (SELECT m.id FROM meter m LEFT JOIN charge_line c ON c.meter_id = m.id"
        + " GROUP BY m.id HAVING COALESCE(SUM(c.energy_wh), 0) <> ? * " + RISE + ") wrong", readings)).isZero();
    assertThat(house.number("SELECT COUNT(*) FROM tier_usage t JOIN meter m ON m.id = t.account_id WHERE t.used_wh <> ? * " + RISE,
        readings)).isZero();
    assertThat(new BooksCheck(house.store).problems()).isEmpty();
  }

  @Test
  void its_connections_break_at_random_instants() throws Exception {
    Random random = new Random(4);
    int broken = 0;
    ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
    while (broken < 6) {
      read();
      Connections connections = new Connections(house.database.url(), house.database.user(), house.database.password());
      Future<?> kill = killer.schedule(connections::breakAll, random.nextInt(200), TimeUnit.MILLISECONDS);
      try {
        reconciler(new Store(connections, house.clock)).run();
      } catch (Unavailable e) {
        broken++;
      }
      kill.get();
      billAll();
    }
    killer.shutdown();
  }

  @Test
  void its_process_is_killed_at_random_instants() throws Exception {
    Random random = new Random(5);
    read();
    for (int kill = 0; kill < 2; kill++) {
      long before = entries();
      Process victim = victim();
      while (victim.isAlive() && entries() == before) {
        Thread.onSpinWait();
      }
      victim.waitFor(random.nextInt(30), TimeUnit.MILLISECONDS);
      victim.destroyForcibly().waitFor();
    }
  }

  private static long entries() {
    return house.number("SELECT COUNT(*) FROM journal_entry");
  }

  private static Process victim() throws Exception {
    String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
        classPath, Victim.class.getName(), house.database.url(), house.database.user(), house.database.password())
        .redirectErrorStream(true).redirectOutput(new File("target/killed.log")).start();
  }
}
