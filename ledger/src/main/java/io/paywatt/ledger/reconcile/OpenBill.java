package io.paywatt.ledger.reconcile;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.Utility;
import org.jdbi.v3.core.Handle;

/**
 * A meter whose bill waits, claimed by this transaction.
 *
 * @param tariff   of the account for the utility of the meter
 * @param billedWh register up to which it is billed, Wh before the multiplier
 * @param billedAt time of that register, or null when it is only known from the import
 */
record OpenBill(long meterId, String serial, long accountId, String account, String currency, String tariff,
    int multiplier, long rangeWh, Utility utility, long billedWh, Instant billedAt) {

  private record Cursor(long billedWh, Instant billedAt) {}

  /** Claims the next meters after an id that no other node works on, in the order of their id. */
  static TreeMap<Long, OpenBill> claim(Handle handle, long afterMeter, int max) {
    Map<Long, Cursor> cursors = new HashMap<>();
    Bulk.query(handle, "SELECT meter_id, billed_register_wh, billed_at FROM meter_billing"
            + " FORCE INDEX (meter_billing_work) WHERE has_unbilled = TRUE AND meter_id > ? ORDER BY meter_id LIMIT ?"
            + " FOR UPDATE SKIP LOCKED",
        row -> cursors.put(row.getLong(1),
            new Cursor(row.getLong(2), Store.instant(row.getObject(3, LocalDateTime.class)))),
        List.of(afterMeter, max));
    TreeMap<Long, OpenBill> bills = new TreeMap<>();
    Bulk.select(handle, "SELECT m.id, m.serial, a.id, a.number, a.currency, COALESCE(t.tariff, a.tariff), m.multiplier,"
            + " m.register_range_wh, m.utility FROM meter m JOIN account a ON a.id = m.account_id"
            + " LEFT JOIN account_tariff t ON t.account_id = a.id AND t.utility = m.utility WHERE m.id IN (%s)",
        cursors.keySet(), row -> {
          Cursor cursor = cursors.get(row.getLong(1));
          return bills.put(row.getLong(1), new OpenBill(row.getLong(1), row.getString(2), row.getLong(3),
              row.getString(4), row.getString(5), row.getString(6), row.getInt(7), row.getLong(8),
              Utility.of(row.getString(9)), cursor.billedWh(), cursor.billedAt()));
        });
    return bills;
  }
}
