package io.paywatt.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.ledger.store.Migrations;
import io.paywatt.ledger.store.Store;
import io.paywatt.testkit.TestDatabase;
import io.paywatt.testkit.TestServers;
import org.jdbi.v3.core.Handle;

/** A real database with accounts and meters for the tests of metering, and a clock that a test sets. */
public final class MeteringHouse {
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** A clock that stands still until it is set. */
  public static final class TestClock extends Clock {
    private volatile Instant now = Instant.parse("2026-11-23T08:00:00Z");

    public void set(Instant instant) {
      now = instant;
    }

    @Override public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override public Instant instant() {
      return now;
    }
  }

  /** A meter with an account of its own unless made for another. */
  public record Home(long accountId, long meterId, String serial) {}

  public final TestClock clock = new TestClock();
  public final TestDatabase database;
  public final Store store;

  public MeteringHouse(String schema) {
    database = TestServers.database(schema);
    Migrations.migrate(database.dataSource());
    this.store = new Store(database.dataSource(), clock);
    sql("INSERT INTO site (id, name) VALUES (1, 'South campus')");
    sql("INSERT INTO room (id, site_id, name) VALUES (1, 1, '101')");
  }

  /** An account in CNY with one meter. @param openingNano opening balance, nano units */
  public Home home(String tariff, long openingNano) {
    int number = NUMBER.incrementAndGet();
    return store.inTransaction(handle -> {
      long account = insert(handle, "INSERT INTO account (number, room_id, holder, currency, tariff, created_at)"
          + " VALUES (?, 1, 'Li Hua', 'CNY', ?, '2026-01-01')", "A-" + number, tariff);
      insert(handle, "INSERT INTO ledger_account (code, kind, account_id, currency) VALUES (?, 'customer', ?, 'CNY')",
          "customer:A-" + number, account);
      handle.execute("INSERT INTO balance (account_id, amount) VALUES (?, ?)", account, openingNano);
      return meter(handle, account, 1, 1_000_000_000L);
    });
  }

  /** One more meter of an account. */
  public Home meter(long accountId, int multiplier, long rangeWh) {
    return store.inTransaction(handle -> meter(handle, accountId, multiplier, rangeWh));
  }

  private static Home meter(Handle handle, long accountId, int multiplier, long rangeWh) {
    String serial = "M%06d".formatted(NUMBER.incrementAndGet());
    long meter = insert(handle, "INSERT INTO meter (serial, account_id, make, multiplier, register_range_wh, installed_at)"
        + " VALUES (?, ?, 'native', ?, ?, '2026-01-01')", serial, accountId, multiplier, rangeWh);
    handle.execute("INSERT INTO meter_state (meter_id) VALUES (?)", meter);
    handle.execute("INSERT INTO meter_billing (meter_id, billed_register_wh) VALUES (?, 0)", meter);
    return new Home(accountId, meter, serial);
  }

  private static long insert(Handle handle, String sql, Object... values) {
    handle.execute(sql, values);
    return handle.createQuery("SELECT LAST_INSERT_ID()").mapTo(Long.class).one();
  }

  /** Says the meter is billed up to a register and time. */
  public void billed(Home home, long wh, Instant at) {
    sql("UPDATE meter_billing SET billed_register_wh = ?, billed_at = ? WHERE meter_id = ?", wh, Store.utc(at),
        home.meterId());
  }

  public void sql(String sql, Object... values) {
    store.inTransaction(handle -> handle.execute(sql, values));
  }

  /** The first column of the first row. */
  public long number(String sql, Object... values) {
    return store.read(handle -> handle.select(sql, values).mapTo(Long.class).findFirst().orElse(0L));
  }

  public List<String> texts(String sql, Object... values) {
    return store.read(handle -> handle.select(sql, values).mapTo(String.class).list());
  }

  public LocalDateTime time(String sql, Object... values) {
    return store.read(handle -> handle.select(sql, values).mapTo(LocalDateTime.class).findFirst().orElse(null));
  }

  /** Nano units. */
  public long balance(Home home) {
    return number("SELECT amount FROM balance WHERE account_id = ?", home.accountId());
  }

  /** Nano units by the postings alone. */
  public long posted(Home home) {
    return number("SELECT COALESCE(SUM(p.amount), 0) FROM posting p JOIN ledger_account l ON l.id = p.ledger_account_id"
        + " WHERE l.account_id = ?", home.accountId());
  }

  public static Reading reading(Home home, Instant at, long energyWh) {
    return reading(home.serial(), at, energyWh, null);
  }

  public static Reading reading(String serial, Instant at, long energyWh, Relay relay) {
    return new Reading(serial, null, at, energyWh, relay, null, null, List.of(), List.of());
  }
}
