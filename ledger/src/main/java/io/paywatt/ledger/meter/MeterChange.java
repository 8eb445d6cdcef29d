package io.paywatt.ledger.meter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * A new device in the place of a meter, or another transformer ratio. Up to it the old side counts, from it on the new one.
 *
 * @param at  when
 * @param old the last register before it, and what it was measured with
 * @param now the first register after it, and what is measured with since
 */
public record MeterChange(long meterId, Instant at, Side old, Side now) {
  /** @param registerWh before the multiplier @param rangeWh the register starts again at zero after so many Wh */
  public record Side(String serial, long registerWh, int multiplier, long rangeWh) {}

  private static final String COLUMNS = "SELECT c.meter_id, c.at, c.old_serial, c.final_wh, c.old_multiplier,"
      + " c.old_register_range_wh, c.new_serial, c.initial_wh, c.new_multiplier, c.new_register_range_wh FROM meter_change c";

  /** Changes that are not billed yet, in the order of time, by meter id. */
  public static Map<Long, List<MeterChange>> pending(Handle handle, Collection<Long> meterIds) {
    Map<Long, List<MeterChange>> changes = new TreeMap<>();
    Bulk.select(handle, COLUMNS + " JOIN meter_billing b ON b.meter_id = c.meter_id AND c.at >= b.change_at"
            + " WHERE c.meter_id IN (%s) ORDER BY c.meter_id, c.at", meterIds, MeterChange::of)
        .forEach(change -> changes.computeIfAbsent(change.meterId(), id -> new ArrayList<>()).add(change));
    return changes;
  }

  /** All changes of a meter from an instant on, in the order of time. */
  public static List<MeterChange> since(Handle handle, long meterId, Instant from) {
    return Bulk.select(handle, COLUMNS + " WHERE c.at >= ? AND c.meter_id IN (%s) ORDER BY c.at", List.of(meterId),
        MeterChange::of, Store.utc(from));
  }

  private static MeterChange of(ResultSet row) throws SQLException {
    return new MeterChange(row.getLong(1), Store.instant(row.getObject(2, LocalDateTime.class)),
        new Side(row.getString(3), row.getLong(4), row.getInt(5), row.getLong(6)),
        new Side(row.getString(7), row.getLong(8), row.getInt(9), row.getLong(10)));
  }
}
