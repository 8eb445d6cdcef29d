package io.paywatt.ledger.meter;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.csv.ChangesFile;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Records what changes about a meter. It stays the same meter for its account: balance, energy counted towards tiers, wanted
 * relay and history go on. The old register is billed up to the change, the new one from there.
 */
public final class MeterChanges {
  private static final Pattern SERIAL = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Duration AHEAD = Duration.ofMinutes(5);
  private static final int MOST_MULTIPLIER = 1_000_000;
  private static final long MOST_RANGE_WH = 1_000_000_000_000_000L;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int WRONG = 422;

  private final Store store;

  /** Meter as it is. @param unpassed time of the newest change that is not billed yet, or null */
  private record Now(long id, MeterChange.Side side, Instant billedAt, long estimatedWh, Instant lastReadingAt,
      Instant unpassed) {}

  public MeterChanges(Store store) {
    this.store = store;
  }

  /**
   * Records a change; told again in the same words it is the same change.
   *
   * @param serial of the meter before the change
   * @param actor  who says so, for the audit
   * @throws Rejected 404 unknown meter; 409 billed beyond it, newer readings of the old device, serial in use, or other words
   *                  for the same time; 422 a value is out of range
   */
  public MeterChange record(String serial, Replacement told, String actor) {
    Replacement asked = new Replacement(Instant.ofEpochMilli(told.at().toEpochMilli()), told.finalWh(), told.newSerial(),
        told.initialWh(), told.multiplier(), told.rangeWh());
    return store.inTransaction(handle -> record(handle, serial, asked, actor, store.now()));
  }

  /**
   * Records the changes of a CSV file, all of them or none.
   *
   * @return how many lines there were
   * @throws Rejected 422 naming every bad line
   */
  public int recordAll(Path file, String actor) throws IOException {
    List<ChangesFile.Line<MeterChangeFile.Told>> lines = MeterChangeFile.read(file);
    store.inTransaction(handle -> {
      ChangesFile.make(lines, told -> record(told.serial(), told.replacement(), actor));
      return null;
    });
    return lines.size();
  }

  private static MeterChange record(Handle handle, String serial, Replacement asked, String actor, Instant now) {
    Optional<MeterChange> recorded = recorded(handle, serial, asked.at());
    if (recorded.isPresent()) {
      return same(recorded.get(), asked);
    }
    Now meter = lock(handle, serial);
    MeterChange change = new MeterChange(meter.id(), asked.at(),
        new MeterChange.Side(serial, asked.finalWh(), meter.side().multiplier(), meter.side().rangeWh()), now(meter, asked));
    check(handle, meter, change, now);
    write(handle, change, actor, now);
    return change;
  }

  private static MeterChange.Side now(Now meter, Replacement asked) {
    return new MeterChange.Side(asked.newSerial() == null ? meter.side().serial() : asked.newSerial(),
        asked.initialWh() == null ? asked.finalWh() : asked.initialWh(),
        asked.multiplier() == null ? meter.side().multiplier() : asked.multiplier(),
        asked.rangeWh() == null ? meter.side().rangeWh() : asked.rangeWh());
  }

  private static Optional<MeterChange> recorded(Handle handle, String serial, Instant at) {
    return handle.createQuery("SELECT meter_id, final_wh, old_multiplier, old_register_range_wh, new_serial, initial_wh,"
            + " new_multiplier, new_register_range_wh FROM meter_change WHERE old_serial = :serial AND at = :at")
        .bind("serial", serial).bind("at", Store.utc(at))
        .map((row, context) -> new MeterChange(row.getLong(1), at,
            new MeterChange.Side(serial, row.getLong(2), row.getInt(3), row.getLong(4)),
            new MeterChange.Side(row.getString(5), row.getLong(6), row.getInt(7), row.getLong(8)))).findFirst();
  }

  private static MeterChange same(MeterChange recorded, Replacement asked) {
    Now before = new Now(recorded.meterId(), recorded.old(), null, 0, null, null);
    if (recorded.old().registerWh() != asked.finalWh() || !recorded.now().equals(now(before, asked))) {
      throw new Rejected(CONFLICT, "meter " + recorded.old().serial() + " has another change at " + asked.at()
          + " already: final register " + recorded.old().registerWh() + " Wh, then " + recorded.now());
    }
    return recorded;
  }

  /** Bill before state, as the intake of readings locks them. */
  private static Now lock(Handle handle, String serial) {
    return handle.createQuery("SELECT m.id, m.multiplier, m.register_range_wh, b.billed_register_wh, b.billed_at, b.estimated_wh,"
            + " s.last_reading_at, (SELECT MAX(c.at) FROM meter_change c WHERE c.meter_id = m.id) FROM meter m"
            + " STRAIGHT_JOIN meter_billing b ON b.meter_id = m.id STRAIGHT_JOIN meter_state s ON s.meter_id = m.id"
            + " WHERE m.serial = :serial FOR UPDATE").bind("serial", serial)
        .map((row, context) -> new Now(row.getLong(1),
            new MeterChange.Side(serial, row.getLong(4), row.getInt(2), row.getLong(3)),
            Store.instant(row.getObject(5, LocalDateTime.class)), row.getLong(6),
            Store.instant(row.getObject(7, LocalDateTime.class)), Store.instant(row.getObject(8, LocalDateTime.class))))
        .findFirst().orElseThrow(() -> new Rejected(NOT_FOUND, "There is no meter '" + serial + "'"));
  }

  private static void check(Handle handle, Now meter, MeterChange change, Instant now) {
    within("finalWh", change.old().registerWh(), 0, meter.side().rangeWh() - 1);
    within("multiplier", change.now().multiplier(), 1, MOST_MULTIPLIER);
    within("rangeWh", change.now().rangeWh(), 1, MOST_RANGE_WH);
    within("initialWh", change.now().registerWh(), 0, change.now().rangeWh() - 1);
    if (change.at().isAfter(now.plus(AHEAD))) {
      throw new Rejected(WRONG, "at is " + change.at() + ", allowed is up to now; record a change when it is done");
    }
    after(change, meter.billedAt(), "the meter is billed up to");
    after(change, meter.unpassed(), "the change before was at");
    boolean wrapped = meter.side().registerWh() > meter.side().rangeWh() / 10 * 9;
    if (change.old().registerWh() < meter.side().registerWh() - meter.estimatedWh() && !wrapped && meter.unpassed() == null) {
      throw new Rejected(WRONG, "finalWh is " + change.old().registerWh() + ", allowed is at least the billed register, "
          + meter.side().registerWh() + " Wh");
    }
    if (!change.now().serial().equals(change.old().serial())) {
      after(change, meter.lastReadingAt(), "the old device has a reading of");
      checkSerial(handle, change.now().serial());
    }
  }

  private static void within(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new Rejected(WRONG, name + " is " + value + ", allowed is " + least + " to " + most);
    }
  }

  private static void after(MeterChange change, Instant other, String what) {
    if (other != null && !change.at().isAfter(other)) {
      throw new Rejected(CONFLICT, "at is " + change.at() + ", but " + what + " " + other + "; allowed is a later time");
    }
  }

  private static void checkSerial(Handle handle, String serial) {
    if (!SERIAL.matcher(serial).matches()) {
      throw new Rejected(WRONG, "newSerial is '" + serial + "', allowed is 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'");
    }
    if (handle.createQuery("SELECT 1 FROM meter WHERE serial = :serial").bind("serial", serial).mapTo(Integer.class)
        .findFirst().isPresent()) {
      throw new Rejected(CONFLICT, "newSerial is '" + serial + "', which is the serial of another meter already");
    }
  }

  private static void write(Handle handle, MeterChange change, String actor, Instant now) {
    MeterChange.Side old = change.old();
    MeterChange.Side side = change.now();
    handle.execute("INSERT INTO meter_change (meter_id, at, old_serial, new_serial, final_wh, initial_wh, old_multiplier,"
            + " new_multiplier, old_register_range_wh, new_register_range_wh, actor, recorded_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", change.meterId(), Store.utc(change.at()), old.serial(),
        side.serial(), old.registerWh(), side.registerWh(), old.multiplier(), side.multiplier(), old.rangeWh(),
        side.rangeWh(), actor, Store.utc(now));
    handle.execute("UPDATE meter_billing SET only_unbilled_at = IF(has_unbilled, only_unbilled_at, NULL),"
            + " has_unbilled = TRUE, change_at = COALESCE(change_at, ?) WHERE meter_id = ?",
        Store.utc(change.at()), change.meterId());
    handle.execute("UPDATE meter SET serial = ?, multiplier = ?, register_range_wh = ? WHERE id = ?", side.serial(),
        side.multiplier(), side.rangeWh(), change.meterId());
    if (!side.serial().equals(old.serial())) {
      // the new device has said nothing yet: its relay is set to what is wanted when it speaks
      handle.execute("UPDATE meter_state SET relay_reported = NULL, reported_at = NULL, online = FALSE, register_wh = ?"
          + " WHERE meter_id = ?", side.registerWh(), change.meterId());
    }
    Audit.add(handle, actor, "meter-change", old.serial(), Json.write(Map.of("at", change.at().toString(), "finalWh",
        old.registerWh(), "now", side)));
  }
}
