package io.paywatt.ledger.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * What the intake has to know of a meter.
 *
 * @param lastReadingAt every stored reading is at or before it; null before the first one
 * @param billedAt      null before the first bill
 * @param onlyUnbilled  time of the only reading that waits for the bill; null: several, or not known; says nothing when none waits
 * @param registerWh    of the newest reading, or null
 * @param relay         as it was reported last, or null
 * @param relayWanted   by the ledger
 * @param hasCommands   some wait for it or are to be proven
 * @param isWatched     a rule of anomalies stands with it
 */
record KnownMeter(long id, String serial, long rangeWh, int multiplier, Instant lastReadingAt, Instant billedAt,
    boolean hasUnbilled, Instant onlyUnbilled, Long registerWh, Relay relay, Relay relayWanted, boolean hasCommands,
    boolean isWatched) {

  private record Identity(long id, String serial, long rangeWh, int multiplier) {}

  /** Ids of the meters by serial, without a lock; an unknown serial is missing. */
  static Map<String, Long> ids(Handle handle, Collection<String> serials) {
    Map<String, Long> ids = new HashMap<>();
    identities(handle, serials).values().forEach(identity -> ids.put(identity.serial(), identity.id()));
    return ids;
  }

  /**
   * Locks bill and state of the meters until the transaction ends, in the order of their id. The bill comes first, as in
   * the reconciliation: it must not close a bill while a reading for it is on its way in.
   */
  static Map<String, KnownMeter> lock(Handle handle, Collection<String> serials) {
    TreeMap<Long, Identity> identities = identities(handle, serials);
    Map<String, KnownMeter> meters = new HashMap<>();
    Bulk.select(handle, "SELECT b.meter_id, s.last_reading_at, b.billed_at, b.has_unbilled, b.only_unbilled_at,"
            + " s.register_wh, s.relay_reported, s.relay_wanted, s.proving IS NOT NULL OR EXISTS (SELECT 1 FROM command c"
            + " WHERE c.meter_id = b.meter_id AND c.state IN ('queued', 'sent')),"
            + " EXISTS (SELECT 1 FROM anomaly_watch w WHERE w.meter_id = b.meter_id)"
            + " FROM meter_billing b FORCE INDEX (PRIMARY) STRAIGHT_JOIN meter_state s ON s.meter_id = b.meter_id"
            + " WHERE b.meter_id IN (%s) ORDER BY b.meter_id FOR UPDATE",
        identities.keySet(), row -> known(identities, row)).forEach(meter -> meters.put(meter.serial(), meter));
    return meters;
  }

  private static TreeMap<Long, Identity> identities(Handle handle, Collection<String> serials) {
    TreeMap<Long, Identity> identities = new TreeMap<>();
    List<Identity> found = Bulk.select(handle, "SELECT id, serial, register_range_wh, multiplier FROM meter"
        + " WHERE serial IN (%s)", serials,
        row -> new Identity(row.getLong(1), row.getString(2), row.getLong(3), row.getInt(4)));
    found.forEach(identity -> identities.put(identity.id(), identity));
    return identities;
  }

  private static KnownMeter known(Map<Long, Identity> identities, ResultSet row) throws SQLException {
    Identity identity = identities.get(row.getLong(1));
    return new KnownMeter(identity.id(), identity.serial(), identity.rangeWh(), identity.multiplier(),
        Store.instant(row.getObject(2, LocalDateTime.class)), Store.instant(row.getObject(3, LocalDateTime.class)),
        row.getBoolean(4), Store.instant(row.getObject(5, LocalDateTime.class)), row.getObject(6, Long.class),
        Relay.of(row.getString(7)), Relay.of(row.getString(8)), row.getBoolean(9), row.getBoolean(10));
  }
}
