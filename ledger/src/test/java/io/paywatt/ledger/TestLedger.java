package io.paywatt.ledger;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import io.paywatt.ledger.account.AccountImport;
import io.paywatt.ledger.credit.CreditBoard;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.debt.DebtDesk;
import io.paywatt.ledger.journal.BooksCheck;
import io.paywatt.ledger.payment.IntakeSettings;
import io.paywatt.ledger.payment.PaymentIntake;
import io.paywatt.ledger.payment.TopupSettings;
import io.paywatt.ledger.payment.Topups;
import io.paywatt.ledger.store.Migrations;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.Tariff;
import io.paywatt.ledger.tariff.TariffBook;
import io.paywatt.ledger.tariff.Utility;
import io.paywatt.testkit.TestDatabase;
import io.paywatt.testkit.TestServers;

/** A ledger on the real MariaDB, in a schema of its own, with what tests of payments and accounts need at hand. */
public final class TestLedger {
  public static final String HEADER =
      "site,room,account,holder,phone,locale,meter,make,tariff,opening_balance,register_wh,multiplier\n";
  public static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

  public final TestDatabase database;
  public final Store store;
  public final AccountImport accountImport;
  public final PaymentIntake intake;
  public final Topups topups;
  public final BooksCheck books;
  public final CreditRules rules;
  public final CreditDesk credit;
  public final TariffBook tariffs;
  public final DebtDesk debts;
  public final CreditBoard board;

  private volatile Instant now = NOW;

  private TestLedger(TestDatabase database, Path tariffFiles) {
    this.database = database;
    Migrations.migrate(database.dataSource());
    store = new Store(database.dataSource(), new Ticking());
    rules = new CreditRules(List.of(2000L, 1000L), 0, Duration.ofHours(24), null, null,
        ZoneId.of("Asia/Shanghai"));
    tariffs = tariffFiles == null ? null : TariffBook.load(tariffFiles, rules.zone(), store);
    credit = new CreditDesk(rules, code -> tariffs == null ? Optional.empty() : tariffs.tariff(code));
    accountImport = new AccountImport(store,
        utility -> utility == Utility.WATER ? Set.of("water")
            : tariffs == null ? Set.of("flat", "tiered") : Set.of("flat", "tiered", "units"),
        code -> credit.tariff(code).filter(Tariff::holdsEnergy).isPresent(), () -> Set.of("native", "dlt645", "sts"), "CNY", rules);
    intake = new PaymentIntake(store, credit, new IntakeSettings("CNY"));
    topups = new Topups(store, new TopupSettings("CNY", 100, 1_000_000, java.util.List.of("wechat", "standard")));
    books = new BooksCheck(store);
    debts = new DebtDesk(store, rules);
    board = new CreditBoard(store, credit);
  }

  public static TestLedger open(String schema) {
    return open(schema, null);
  }

  /** With the tariffs of a folder. */
  public static TestLedger open(String schema, Path tariffs) {
    return new TestLedger(TestServers.database(schema), tariffs);
  }

  /** Lines below the usual header. */
  public void importLines(String... lines) {
    accountImport.importCsv("test.csv", (HEADER + String.join("\n", lines)).getBytes(StandardCharsets.UTF_8), "test");
  }

  /** An account with one meter and no money. */
  public void account(String number, String meter) {
    importLines("North,R-" + number + "," + number + ",Li Lei,13800000001,zh-CN," + meter + ",native,flat,0,0,1");
  }

  public void passTime(Duration time) {
    now = now.plus(time);
  }

  /** One number out of the database. */
  public long number(String sql, Object... values) {
    return store.read(handle -> {
      var query = handle.createQuery(sql);
      for (int i = 0; i < values.length; i++) {
        query.bind(i, values[i]);
      }
      return query.mapTo(Long.class).one();
    });
  }

  /** One text out of the database. */
  public String text(String sql, Object... values) {
    return store.read(handle -> {
      var query = handle.createQuery(sql);
      for (int i = 0; i < values.length; i++) {
        query.bind(i, values[i]);
      }
      return query.mapTo(String.class).one();
    });
  }

  /** Balance in minor units of CNY. */
  public long balance(String account) {
    return number("SELECT b.amount DIV 10000000 FROM balance b JOIN account a ON a.id = b.account_id WHERE a.number = ?",
        account);
  }

  private final class Ticking extends Clock {
    @Override public ZoneId getZone() {
      return ZoneId.of("UTC");
    }

    @Override public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override public Instant instant() {
      return now;
    }
  }
}
