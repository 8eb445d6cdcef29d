package io.paywatt.ledger;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.notice.Administrator;
import io.paywatt.ledger.notice.LateFacts;
import io.paywatt.ledger.notice.NoticeDesk;
import io.paywatt.ledger.notice.NoticeRules;
import io.paywatt.ledger.notice.NoticeSettings;
import io.paywatt.ledger.notice.Texts;
import io.paywatt.ledger.outbox.Outbox;
import io.paywatt.ledger.outbox.OutboxDesk;
import io.paywatt.ledger.store.Migrations;
import io.paywatt.ledger.store.Store;
import io.paywatt.testkit.TestDatabase;
import io.paywatt.testkit.TestServers;

/** A house with a few residents on the real MariaDB, and the desks that carry effects out. Time stands until moved. */
public final class EffectsHouse {
  public static final Instant START = Instant.parse("2026-11-23T04:00:00Z");
  public static final List<String> ADMINS = List.of("13900000001", "13900000002");

  public final Store store;
  public final CommandDesk commands;
  public final NoticeDesk notices;
  public final OutboxDesk outbox;
  public final FailedDesk failed;

  private volatile Instant now = START;

  private EffectsHouse(TestDatabase database) {
    DataSource dataSource = asTheHubDoes(database);
    Migrations.migrate(dataSource);
    store = new Store(dataSource, new Standing());
    commands = new CommandDesk(store);
    notices = notices(ADMINS);
    outbox = new OutboxDesk(store, commands, notices);
    failed = new FailedDesk(store);
    sql("INSERT INTO site (id, name) VALUES (1, '北苑')");
  }

  public static EffectsHouse open(String schema) {
    return new EffectsHouse(TestServers.database(schema));
  }

  /** Bulk statements take another way through the driver than single ones. */
  private static DataSource asTheHubDoes(TestDatabase database) {
    return database.pool("?useBulkStmts=true", 12);
  }

  public NoticeDesk notices(List<String> admins) {
    return notices(store, admins);
  }

  /** A desk with the texts and rules that are shipped. */
  public static NoticeDesk notices(Store store, List<String> admins) {
    return notices(store, admins, NoticeRules.load(Path.of("..", "config", "notices.yaml")));
  }

  /** A desk with the texts that are shipped. */
  public static NoticeDesk notices(Store store, List<String> admins, NoticeRules rules) {
    return desk(store, admins.stream().map(Administrator::byPhone).toList(), rules, LateFacts.NONE);
  }

  /** A desk with the texts and rules that are shipped, without administrators. */
  public static NoticeDesk notices(Store store, LateFacts facts) {
    return desk(store, List.of(), NoticeRules.load(Path.of("..", "config", "notices.yaml")), facts);
  }

  /** A desk with the texts and rules that are shipped. */
  public static NoticeDesk desk(Store store, List<Administrator> admins) {
    return desk(store, admins, NoticeRules.load(Path.of("..", "config", "notices.yaml")), LateFacts.NONE);
  }

  private static NoticeDesk desk(Store store, List<Administrator> admins, NoticeRules rules, LateFacts facts) {
    return new NoticeDesk(store, Texts.load(Path.of("..", "config", "texts"), rules.segments()),
        new NoticeSettings(admins, "en", ZoneId.of("Asia/Shanghai"), "aliyun", rules), facts);
  }

  /** A room with an account of 12.30 CNY and one meter, all under one id; the serial is M and the id. */
  public void room(long id, String locale, String phone) {
    sql("INSERT INTO room (id, site_id, name) VALUES (?, 1, ?)", id, "R-" + id);
    sql("INSERT INTO account (id, number, room_id, holder, phone, locale, currency, tariff, created_at)"
        + " VALUES (?, ?, ?, '李雷', ?, ?, 'CNY', 'flat', ?)", id, "A" + id, id, phone, locale, Store.utc(START));
    sql("INSERT INTO balance (account_id, amount) VALUES (?, 12300000000)", id);
    sql("INSERT INTO meter (id, serial, account_id, make, installed_at) VALUES (?, ?, ?, 'native', ?)", id, "M" + id, id,
        Store.utc(START));
    sql("INSERT INTO meter_state (meter_id) VALUES (?)", id);
  }

  public void passTime(Duration time) {
    now = now.plus(time);
  }

  public void enqueue(String key, long meter, String kind, String body) {
    enqueue(key, meter, kind, body, Duration.ofHours(1));
  }

  public void enqueue(String key, long meter, String kind, String body, Duration life) {
    store.inTransaction(handle -> {
      commands.enqueue(handle, key, meter, kind, body, store.now().plus(life), store.now());
      return null;
    });
  }

  public void effect(String key, Outbox.Kind kind, String payload) {
    store.inTransaction(handle -> {
      Outbox.add(handle, key, kind, payload, store.now());
      return null;
    });
  }

  public void spoke(Long... meters) {
    store.inTransaction(handle -> {
      commands.metersSpoke(handle, List.of(meters), store.now());
      return null;
    });
  }

  public int sql(String sql, Object... values) {
    return store.inTransaction(handle -> handle.execute(sql, values));
  }

  public long number(String sql, Object... values) {
    return store.read(handle -> handle.select(sql, values).mapTo(Long.class).one());
  }

  public String text(String sql, Object... values) {
    return store.read(handle -> handle.select(sql, values).mapTo(String.class).findOne().orElse(null));
  }

  public List<String> texts(String sql, Object... values) {
    return store.read(handle -> handle.select(sql, values).mapTo(String.class).list());
  }

  public String state(String commandKey) {
    return text("SELECT state FROM command WHERE command_key = ?", commandKey);
  }

  private final class Standing extends Clock {
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
