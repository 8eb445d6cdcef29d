package io.paywatt.ledger.reconcile;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.TreeMap;
import io.paywatt.ledger.reading.TariffRegisters;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.Utility;
import org.jdbi.v3.core.Handle;

/** The waiting meters of a range, locked until the transaction ends: no reading comes in for them, no other node bills them. */
final class Claim {
  private static final String TABLE = "CREATE OR REPLACE TEMPORARY TABLE reconcile_claim (meter_id BIGINT NOT NULL PRIMARY KEY,"
      + " wh BIGINT NOT NULL, at DATETIME(3) NULL, only_at DATETIME(3) NULL, change_at DATETIME(3) NULL,"
      + " estimated_wh BIGINT NOT NULL, account_id BIGINT NULL, ledger_id BIGINT NULL, terms_id INT NULL)"
      + " ENGINE=MEMORY";
  private static final String IDS = "CREATE OR REPLACE TEMPORARY TABLE reconcile_id (meter_id BIGINT NOT NULL PRIMARY KEY)"
      + " ENGINE=MEMORY";
  private static final String LOOK = "INSERT INTO reconcile_id SELECT meter_id FROM meter_billing"
      + " WHERE has_unbilled = TRUE AND meter_id > ? AND meter_id <= ? ORDER BY meter_id";
  /** Locked one by one through the key: a scan would also lock the first meter of the range behind. */
  private static final String TAKE = "INSERT INTO reconcile_claim SELECT b.meter_id, b.billed_register_wh, b.billed_at,"
      + " b.only_unbilled_at, b.change_at, b.estimated_wh, b.account_id, b.ledger_id, b.terms_id"
      + " FROM reconcile_id i STRAIGHT_JOIN meter_billing b"
      + " ON b.meter_id = i.meter_id WHERE b.has_unbilled = TRUE FOR UPDATE SKIP LOCKED";
  private static final String REST = "SELECT c.meter_id, m.serial, a.id, a.number, a.currency, COALESCE(t.tariff, a.tariff),"
      + " IF(b.account_id IS NULL, NULL, l.id), m.multiplier, m.register_range_wh, c.wh, c.at, c.estimated_wh,"
      + " c.change_at IS NOT NULL, r.at, r.energy_wh, r.quality = 'estimated', m.utility, r.tariff_wh"
      + " FROM reconcile_claim c STRAIGHT_JOIN meter m ON m.id = c.meter_id STRAIGHT_JOIN account a ON a.id = m.account_id"
      + " LEFT JOIN account_tariff t ON t.account_id = a.id AND t.utility = m.utility"
      + " LEFT JOIN balance b ON b.account_id = a.id LEFT JOIN ledger_account l ON l.account_id = a.id"
      + " LEFT JOIN reading r ON r.meter_id = c.meter_id AND r.at = c.only_at AND r.state = 'accepted'"
      + " LEFT JOIN reconcile_slice x ON x.meter_id = c.meter_id WHERE x.meter_id IS NULL";

  private final Handle handle;
  private final int meters;

  private Claim(Handle handle, int meters) {
    this.handle = handle;
    this.meters = meters;
  }

  static Claim take(Handle handle, Range range) {
    handle.execute(IDS);
    handle.execute(LOOK, range.after(), range.to());
    handle.execute(TABLE);
    Claim claim = new Claim(handle, handle.execute(TAKE));
    Terms.lookUp(handle);
    return claim;
  }

  /** Of the only readings of meters. @param oldest to which such a meter is billed @param newest of such readings */
  record Times(Instant oldest, Instant newest) {}

  /** Null when no meter has a single reading and was billed before. */
  Times times() {
    return handle.createQuery("SELECT MIN(at), MAX(only_at) FROM reconcile_claim WHERE at IS NOT NULL AND only_at > at")
        .map((row, context) -> row.getObject(1) == null ? null : new Times(Store.instant(row.getObject(1, LocalDateTime.class)),
            Store.instant(row.getObject(2, LocalDateTime.class)))).list().get(0);
  }

  /** How many meters were claimed. */
  int meters() {
    return meters;
  }

  /** The claimed meters that are not rows of the slice yet, in the order of their id. */
  TreeMap<Long, OpenBill> rest() {
    TreeMap<Long, OpenBill> bills = new TreeMap<>();
    Bulk.query(handle, REST, row -> {
      LocalDateTime readAt = row.getObject(14, LocalDateTime.class);
      Register only = readAt == null ? null : new Register(Store.instant(readAt), row.getLong(15), row.getBoolean(16),
          TariffRegisters.of(row.getString(18)));
      return bills.put(row.getLong(1), new OpenBill(row.getLong(1), row.getString(2), row.getLong(3), row.getString(4),
          row.getString(5), row.getString(6), Utility.of(row.getString(17)), row.getObject(7, Long.class), row.getInt(8),
          row.getLong(9), row.getLong(10), Store.instant(row.getObject(11, LocalDateTime.class)), row.getLong(12),
          row.getBoolean(13), only));
    }, List.of());
    return bills;
  }
}
