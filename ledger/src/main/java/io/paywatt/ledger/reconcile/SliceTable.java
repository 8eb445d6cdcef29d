package io.paywatt.ledger.reconcile;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.credit.Standing;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * The bills of a slice as rows of a temporary table, and what is written from there: entries, postings, balances and how far
 * the meters are billed, each by one statement however many bills there are.
 */
final class SliceTable {
  /** In memory: its rows are made anew when the transaction is repeated. */
  private static final String TABLE = "CREATE OR REPLACE TEMPORARY TABLE reconcile_slice ("
      + "meter_id BIGINT NOT NULL PRIMARY KEY, account_id BIGINT NOT NULL,"
      + " utility ENUM('electricity','water','gas','heat') NULL, ledger_id BIGINT NOT NULL,"
      + " revenue_id BIGINT NOT NULL, from_at DATETIME(3) NULL, to_at DATETIME(3) NULL, to_millis BIGINT NULL,"
      + " measured_at DATETIME(3) NULL, register_wh BIGINT NOT NULL, energy_wh BIGINT NOT NULL, amount BIGINT NOT NULL,"
      + " price_no INT NULL, calm_nano BIGINT NOT NULL, told BOOLEAN NOT NULL, moved BOOLEAN NOT NULL,"
      + " complete BOOLEAN NOT NULL,"
      + " estimated_wh BIGINT NOT NULL, entry_id BIGINT NULL, tier_start DATE NULL, used_before BIGINT NULL) ENGINE=MEMORY";
  /** Says once for ever which consumption was charged: the meter, and the reading it goes up to. */
  private static final String KEY = "CONCAT('consumption:', s.meter_id, ':', s.to_millis)";
  /** What the rows name was made or joined in this transaction and is never deleted: it need not be looked up again. */
  private static final String SOUND = "SET STATEMENT foreign_key_checks = 0 FOR ";
  private static final String COSTLY = " FROM reconcile_slice s WHERE s.amount <> 0";

  private final Handle handle;
  private final Instant now;

  private SliceTable(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
  }

  static SliceTable make(Handle handle, Instant now) {
    handle.execute(TABLE);
    return new SliceTable(handle, now);
  }

  /**
   * Adds bills that were priced one by one.
   *
   * @param prices   counts on
   * @param revenue  ledger account by currency
   * @param calmNano by currency
   */
  void add(List<Charge> charges, LinePrices prices, Map<String, Long> revenue, Map<String, Long> calmNano) {
    List<Object[]> rows = new ArrayList<>(charges.size());
    for (Charge charge : charges) {
      OpenBill bill = charge.bill();
      RegisterWalk walk = charge.walk();
      Integer price = prices.number(charge);
      rows.add(new Object[] {bill.meterId(), bill.accountId(), bill.ledgerId(), revenue.get(bill.currency()),
          price == null ? null : Store.utc(charge.lines().get(0).from()), price, Store.utc(walk.at()), walk.at() == null ? null : walk.at().toEpochMilli(), Store.utc(walk.measuredAt()),
          walk.wh(), charge.energyWh(), charge.cost(), calmNano.get(bill.currency()),
          !charge.lines().isEmpty(), !walk.intervals().isEmpty(),
          charge.complete(), walk.estimatedWh()});
    }
    prices.save(handle);
    Bulk.execute(handle, "INSERT INTO reconcile_slice (meter_id, account_id, ledger_id, revenue_id, from_at, price_no, to_at,"
        + " to_millis, measured_at, register_wh, energy_wh, amount, calm_nano, told, moved, complete, estimated_wh)"
        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows);
  }

  /** Entries and postings of all bills, and the lines of those that have one. Free energy has an entry without postings. */
  void post() {
    int entries = update("INSERT INTO journal_entry (entry_key, kind, posted_at) SELECT " + KEY + ", 'consumption', :now"
        + " FROM reconcile_slice s WHERE s.told ORDER BY s.meter_id");
    if (entries > 0 && !numberInOrder()) {
      update("UPDATE reconcile_slice s STRAIGHT_JOIN journal_entry e ON e.entry_key = " + KEY
          + " SET s.entry_id = e.id WHERE s.told");
    }
    update(SOUND + "INSERT INTO posting (entry_id, ledger_account_id, amount) SELECT s.entry_id, s.ledger_id, -s.amount"
        + COSTLY);
    update(SOUND + "INSERT INTO posting (entry_id, ledger_account_id, amount) SELECT s.entry_id, s.revenue_id, s.amount"
        + COSTLY);
    update(SOUND + "INSERT INTO charge_line (entry_id, meter_id, from_at, to_at, energy_wh, tariff, valid_from, tier, period,"
        + " price, price_rest, amount) SELECT s.entry_id, s.meter_id, s.from_at, s.to_at, s.energy_wh, p.tariff, p.valid_from,"
        + " p.tier, p.period, p.price, p.price_rest, s.amount"
        + " FROM reconcile_slice s STRAIGHT_JOIN reconcile_price p ON p.no = s.price_no WHERE s.told");
  }

  /**
   * Numbers the rows as the server has numbered the entries, in the same order. Numbers rise, so when the last row has the
   * number of its entry there was no gap before it, and all have; a busy server may leave gaps.
   *
   * @return whether they fit
   */
  private boolean numberInOrder() {
    handle.execute("SET @entry = LAST_INSERT_ID() - @@auto_increment_increment");
    handle.execute("UPDATE reconcile_slice SET entry_id = (@entry := @entry + @@auto_increment_increment)"
        + " WHERE told ORDER BY meter_id");
    return handle.createQuery("SELECT e.id = s.entry_id FROM reconcile_slice s JOIN journal_entry e ON e.entry_key = " + KEY
        + " WHERE s.entry_id = @entry").mapTo(Boolean.class).findFirst().orElse(false);
  }

  /** Entries of the bills whose lines are not written yet, by meter id. */
  Map<Long, Long> entries() {
    Map<Long, Long> entries = new HashMap<>();
    Bulk.query(handle, "SELECT meter_id, entry_id FROM reconcile_slice WHERE price_no IS NULL AND entry_id IS NOT NULL",
        row -> entries.put(row.getLong(1), row.getLong(2)), List.of());
    return entries;
  }

  /**
   * Takes the bills off the balances, and says how far the meters are billed. The time of the only reading stays when nothing
   * waits any more, where nobody looks at it: so the row keeps its length and is changed where it lies.
   */
  void settle() {
    update("UPDATE (SELECT account_id, SUM(amount) AS amount FROM reconcile_slice WHERE amount <> 0 GROUP BY account_id) s"
        + " STRAIGHT_JOIN balance b ON b.account_id = s.account_id SET b.amount = b.amount - s.amount");
    update("UPDATE reconcile_slice s STRAIGHT_JOIN meter_billing b ON b.meter_id = s.meter_id"
        + " SET b.billed_register_wh = s.register_wh, b.billed_at = s.to_at, b.has_unbilled = NOT s.complete,"
        + " b.only_unbilled_at = IF(s.complete, b.only_unbilled_at, NULL), b.estimated_wh = s.estimated_wh");
  }

  /**
   * Counts the energy of bills that were made by the database towards their tiers. The balances are locked by now: when an
   * account has counted more since it was looked at, the transaction is repeated.
   */
  void count() {
    String counted = " FROM reconcile_slice s WHERE s.tier_start IS NOT NULL AND s.energy_wh > 0";
    long all = handle.createQuery("SELECT COUNT(*)" + counted).mapTo(Long.class).one();
    if (all == 0) {
      return;
    }
    int more = update("UPDATE reconcile_slice s STRAIGHT_JOIN tier_usage u ON u.account_id = s.account_id AND u.utility = s.utility"
        + " AND u.period_start = s.tier_start SET u.used_wh = u.used_wh + s.energy_wh WHERE s.energy_wh > 0"
        + " AND u.used_wh = s.used_before");
    int first = update(SOUND + "INSERT IGNORE INTO tier_usage (account_id, utility, period_start, used_wh)"
        + " SELECT s.account_id, s.utility, s.tier_start, s.energy_wh" + counted + " AND s.used_before IS NULL");
    if (more + first != all) {
      handle.execute("SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1020, MESSAGE_TEXT = 'tiers were counted meanwhile'");
    }
  }

  /** Accounts about which there may be something to decide: all but those that are well off and were so before. */
  List<Standing> standings() {
    List<Standing> standings = new ArrayList<>();
    Bulk.query(handle, "SELECT s.account_id, (SELECT currency FROM account WHERE id = s.account_id), b.amount,"
            + " MAX(s.measured_at) FROM reconcile_slice s STRAIGHT_JOIN balance b ON b.account_id = s.account_id"
            + " LEFT JOIN account_credit c ON c.account_id = s.account_id"
            + " LEFT JOIN energy_balance e ON e.account_id = s.account_id"
            + " WHERE s.moved AND (e.account_id IS NOT NULL OR b.amount <= s.calm_nano OR c.state <> 'ok' OR c.low_stage <> 0)"
            + " GROUP BY s.account_id, b.amount",
        row -> {
          Instant measured = Store.instant(row.getObject(4, LocalDateTime.class));
          // an account with estimates alone is warned, never cut off
          return standings.add(new Standing(row.getLong(1), row.getString(2), row.getLong(3),
              measured == null ? Instant.EPOCH : measured, measured == null));
        }, List.of());
    return standings;
  }

  /** What was billed. @param readings taken into account */
  ReconcileResult result(long readings, long quarantined, long skipped) {
    return handle.createQuery("SELECT COALESCE(SUM(moved), 0), COALESCE(SUM(energy_wh), 0) FROM reconcile_slice")
        .map((row, context) -> new ReconcileResult(row.getLong(1), readings, row.getLong(2), quarantined, skipped)).one();
  }

  private int update(String sql) {
    var update = handle.createUpdate(sql);
    if (sql.contains(":now")) {
      update.bind("now", Store.utc(now));
    }
    return update.execute();
  }
}
