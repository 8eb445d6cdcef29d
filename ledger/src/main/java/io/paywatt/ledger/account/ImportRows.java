package io.paywatt.ledger.account;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Writes an import set by set through a temporary table: a statement a kind of row, however long the file is. */
final class ImportRows {
  private static final int BATCH = 1000;
  /** STRAIGHT: the server has no statistics of rows this young and would start at the large table. */
  private static final String OF_ACCOUNT = " FROM import_line i STRAIGHT_JOIN account a ON a.number = i.account WHERE i.opens";
  /** A further meter of an account says what is known of it, and brings neither money nor debt. */
  private static final String UNLIKE = "SELECT i.line, i.account, s.name AS site, r.name AS room, a.holder, t.tariff"
      + " FROM import_line i STRAIGHT_JOIN account a ON a.number = i.account STRAIGHT_JOIN room r ON r.id = a.room_id"
      + " STRAIGHT_JOIN site s ON s.id = r.site_id LEFT JOIN account_tariff t ON t.account_id = a.id AND t.utility = i.utility"
      + " WHERE i.brings OR s.name <> i.site OR r.name <> i.room OR a.holder <> i.holder OR t.tariff <> i.tariff ORDER BY i.line";
  private static final String OF_METER = " FROM import_line i STRAIGHT_JOIN meter m ON m.serial = i.meter";

  private final Handle handle;
  private final String currency;
  private final CreditRules credit;
  private final Instant now;

  ImportRows(Handle handle, String currency, CreditRules credit, Instant now) {
    this.handle = handle;
    this.currency = currency;
    this.credit = credit;
    this.now = now;
  }

  void stage(List<ImportLine> lines) {
    handle.execute("DROP TEMPORARY TABLE IF EXISTS import_line");
    handle.execute("CREATE TEMPORARY TABLE import_line (line BIGINT PRIMARY KEY, opens BOOLEAN NOT NULL,"
        + " brings BOOLEAN NOT NULL,"
        + " site VARCHAR(120) NOT NULL, room VARCHAR(120) NOT NULL, account VARCHAR(64) NOT NULL,"
        + " holder VARCHAR(120) NOT NULL, phone VARCHAR(32) NULL, locale VARCHAR(16) NOT NULL, meter VARCHAR(64) NOT NULL,"
        + " make VARCHAR(64) NOT NULL, tariff VARCHAR(64) NOT NULL, opening BIGINT NOT NULL, register_wh BIGINT NOT NULL,"
        + " multiplier INT NOT NULL, utility VARCHAR(16) NOT NULL, address VARCHAR(64) NULL, gateway VARCHAR(64) NULL)"
        + " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin");
    Set<String> accounts = new HashSet<>();
    for (int from = 0; from < lines.size(); from += BATCH) {
      var batch = handle.prepareBatch("INSERT INTO import_line (line, opens, brings, site, room, account, holder, phone, locale,"
          + " meter, make, tariff, opening, register_wh, multiplier, utility, address, gateway)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
      for (ImportLine it : lines.subList(from, Math.min(lines.size(), from + BATCH))) {
        batch.add(it.line(), accounts.add(it.account()), it.brings(), it.site(), it.room(), it.account(), it.holder(), it.phone(),
            it.locale(), it.meter(), it.make(), it.tariff(), it.openingNano(), it.registerWh(), it.multiplier(),
            it.utility().word(), it.address(), it.gateway());
      }
      batch.execute();
    }
    handle.execute("UPDATE import_line i STRAIGHT_JOIN account a ON a.number = i.account SET i.opens = FALSE");
  }

  /** Numbers of the accounts that are new. */
  Set<String> opened() {
    return handle.createQuery("SELECT account FROM import_line WHERE opens").mapTo(String.class).set();
  }

  /** What does not go with what the database has already, as problems. */
  List<String> taken(String file) {
    var accounts = handle.createQuery(UNLIKE)
        .map((row, context) -> ImportReader.problem(file, row.getLong("line"), "account", row.getString("account"),
            "is in the database already; allowed is a new one, or a further meter with site " + row.getString("site") + ", room "
                + row.getString("room") + ", holder " + row.getString("holder") + (row.getString("tariff") == null ? ""
                    : ", tariff " + row.getString("tariff")) + " and no opening values"));
    var meters = handle.createQuery("SELECT i.line, i.meter" + OF_METER + " ORDER BY i.line")
        .map((row, context) -> ImportReader.problem(file, row.getLong("line"), "meter", row.getString("meter"),
            "is in the database already, allowed is a new one"));
    var places = handle.createQuery("SELECT i.line, a.address, a.gateway FROM import_line i JOIN meter_address a"
            + " ON a.gateway = i.gateway AND a.address = COALESCE(i.address, i.meter) ORDER BY i.line")
        .map((row, context) -> ImportReader.problem(file, row.getLong("line"), "address", row.getString("address"),
            "is in the database already on gateway " + row.getString("gateway") + ", allowed is a new one"));
    return Stream.of(accounts.list(), meters.list(), places.list()).flatMap(List::stream).toList();
  }

  /** @param lines how many were staged */
  ImportResult write(int lines, long openingMinor) {
    int sites = run("INSERT INTO site (name) SELECT DISTINCT i.site FROM import_line i"
        + " LEFT JOIN site s ON s.name = i.site WHERE s.id IS NULL");
    int rooms = run("INSERT INTO room (site_id, name) SELECT DISTINCT s.id, i.room FROM import_line i"
        + " STRAIGHT_JOIN site s ON s.name = i.site LEFT JOIN room r ON r.site_id = s.id AND r.name = i.room WHERE r.id IS NULL");
    int accounts = run("INSERT INTO account (number, room_id, holder, phone, locale, currency, tariff, created_at)"
        + " SELECT i.account, r.id, i.holder, i.phone, i.locale, :currency, i.tariff, :now FROM import_line i"
        + " STRAIGHT_JOIN site s ON s.name = i.site STRAIGHT_JOIN room r ON r.site_id = s.id AND r.name = i.room WHERE i.opens");
    run("INSERT INTO balance (account_id, amount) SELECT a.id, i.opening" + OF_ACCOUNT);
    standing();
    run("INSERT IGNORE INTO account_tariff (account_id, utility, tariff) SELECT a.id, i.utility, MIN(i.tariff) FROM import_line i"
        + " STRAIGHT_JOIN account a ON a.number = i.account GROUP BY a.id, i.utility");
    int meters = run("INSERT INTO meter (serial, account_id, make, utility, multiplier, installed_at) SELECT i.meter, a.id,"
        + " i.make, i.utility, i.multiplier, :now FROM import_line i STRAIGHT_JOIN account a ON a.number = i.account");
    run("INSERT INTO meter_address (meter_id, address, gateway) SELECT m.id, COALESCE(i.address, i.meter), i.gateway" + OF_METER
        + " WHERE i.address IS NOT NULL OR i.gateway IS NOT NULL");
    run("INSERT INTO meter_state (meter_id) SELECT m.id" + OF_METER);
    run("INSERT INTO meter_billing (meter_id, billed_register_wh) SELECT m.id, i.register_wh" + OF_METER);
    post();
    return new ImportResult(lines, sites, rooms, accounts, meters, openingMinor);
  }

  /** Where each balance stands. Nobody is told yet: the warning comes with the first reading that is billed. */
  private void standing() {
    handle.createUpdate("INSERT INTO account_credit (account_id, state, changed_at) SELECT a.id,"
            + " CASE WHEN i.opening <= :exhausted THEN 'exhausted' WHEN i.opening <= 0 THEN 'emergency'"
            + " WHEN i.opening <= :low THEN 'low' ELSE 'ok' END, :now" + OF_ACCOUNT)
        .bind("exhausted", credit.exhausted(currency)).bind("low", credit.low(currency))
        .bind("now", Store.utc(now)).execute();
  }

  private void post() {
    run("INSERT INTO ledger_account (code, kind, account_id, currency) SELECT CONCAT('customer:', a.number), 'customer',"
        + " a.id, :currency" + OF_ACCOUNT);
    run("INSERT INTO journal_entry (entry_key, kind, posted_at) SELECT CONCAT('opening:', a.number), 'opening', :now"
        + OF_ACCOUNT + " AND i.opening <> 0");
    String entry = " FROM import_line i STRAIGHT_JOIN journal_entry e ON e.entry_key = CONCAT('opening:', i.account)";
    run("INSERT INTO posting (entry_id, ledger_account_id, amount) SELECT e.id, l.id, i.opening" + entry
        + " STRAIGHT_JOIN account a ON a.number = i.account STRAIGHT_JOIN ledger_account l ON l.account_id = a.id"
        + " WHERE i.opens AND i.opening <> 0");
    handle.createUpdate("INSERT INTO posting (entry_id, ledger_account_id, amount) SELECT e.id, :opening, -i.opening"
            + entry + " WHERE i.opens AND i.opening <> 0")
        .bind("opening", Journal.control(handle, "opening", currency)).execute();
    handle.execute("DROP TEMPORARY TABLE import_line");
  }

  private int run(String sql) {
    var update = handle.createUpdate(sql);
    if (sql.contains(":now")) {
      update.bind("now", Store.utc(now));
    }
    if (sql.contains(":currency")) {
      update.bind("currency", currency);
    }
    return update.execute();
  }
}
