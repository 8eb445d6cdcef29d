package io.paywatt.ledger.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Keeps usage of whole days once they are billed, so that a year is read at once. Each day of a meter is kept in one
 * transaction with the note that it is; what changes a day later takes the note back ({@link KeptDays#changed}).
 */
public final class UsageKeeper {
  private static final int METERS_AT_ONCE = 50;
  private static final int DAYS_AT_ONCE = 31;
  /** The shortest day there is: a meter billed for less has no whole day to keep. */
  private static final String DUE = "SELECT meter_id, billed_at, kept_until FROM meter_billing WHERE meter_id > ?"
      + " AND billed_at >= COALESCE(kept_until + INTERVAL 23 HOUR, billed_at) ORDER BY meter_id LIMIT ?"
      + " FOR UPDATE SKIP LOCKED";

  private final Store store;
  private final ZoneId zone;

  private record Due(long meterId, Instant billedAt, Instant keptUntil) {}

  /** @param days kept @param last where the next slice goes on, null when nothing is left */
  private record Step(long days, Long last) {}

  /** @param zone zone of the days */
  public UsageKeeper(Store store, ZoneId zone) {
    this.store = store;
    this.zone = zone;
  }

  /**
   * Keeps every whole day that is billed. Safe on several hub nodes at once, and to be killed at any instant.
   *
   * @return days of meters that were kept
   */
  public long keep() {
    long total = 0;
    long pass;
    do {
      pass = 0;
      for (Step step = slice(0L); step.last() != null; step = slice(step.last())) {
        pass += step.days();
      }
      total += pass;
    } while (pass > 0);
    return total;
  }

  /**
   * Forgets what is kept and makes it anew, of one meter or of all. Until then usage comes from readings and charges.
   *
   * @param serial or null for all
   * @return days of meters that were kept
   * @throws Rejected 404 for an unknown meter
   */
  public long rebuild(String serial) {
    int meters = store.inTransaction(handle -> serial == null
        ? handle.execute("UPDATE meter_billing SET kept_until = NULL")
        : handle.execute("UPDATE meter_billing b JOIN meter m ON m.id = b.meter_id SET b.kept_until = NULL WHERE m.serial = ?",
            serial));
    if (serial != null && meters == 0) {
      store.read(handle -> MeterFacts.of(handle, serial));
    }
    return keep();
  }

  private Step slice(long after) {
    return store.inTransaction(handle -> slice(handle, after));
  }

  private Step slice(Handle handle, long after) {
    List<Due> due = new ArrayList<>();
    Bulk.query(handle, DUE, row -> due.add(new Due(row.getLong(1), Store.instant(row.getObject(2, LocalDateTime.class)),
        Store.instant(row.getObject(3, LocalDateTime.class)))), List.of(after, METERS_AT_ONCE));
    SiteDays sites = new SiteDays();
    long days = 0;
    for (Due each : due) {
      days += keep(handle, each, sites);
    }
    sites.save(handle);
    return new Step(days, due.isEmpty() ? null : (Long) due.get(due.size() - 1).meterId());
  }

  /** The next days of a meter, a month of them at most: its bill waits as long as the transaction lasts. */
  private long keep(Handle handle, Due due, SiteDays sites) {
    Instant start = due.keptUntil() == null ? began(handle, due) : due.keptUntil();
    LocalDate first = LocalDate.ofInstant(start, zone);
    LocalDate billed = LocalDate.ofInstant(due.billedAt(), zone);
    LocalDate end = billed.isAfter(first.plusDays(DAYS_AT_ONCE)) ? first.plusDays(DAYS_AT_ONCE) : billed;
    if (!first.isBefore(end)) {
      return 0;
    }
    MeterFacts meter = MeterFacts.of(handle, due.meterId());
    sites.subtract(meter, KeptDays.parts(handle, meter.id(), first, end, zone), zone);
    Bulk.execute(handle, "DELETE FROM usage_day WHERE meter_id = ? AND day >= ? AND day < ?",
        List.<Object[]>of(new Object[] {meter.id(), first, end}));
    write(handle, meter, first, end, sites);
    handle.execute("UPDATE meter_billing SET kept_until = ? WHERE meter_id = ?",
        Store.utc(end.atStartOfDay(zone).toInstant()), meter.id());
    return first.datesUntil(end).count();
  }

  private void write(Handle handle, MeterFacts meter, LocalDate first, LocalDate end, SiteDays sites) {
    RawUsage usage = RawUsage.load(handle, meter, first.atStartOfDay(zone).toInstant(), end.atStartOfDay(zone).toInstant());
    List<Object[]> rows = new ArrayList<>();
    List<Object[]> profiles = new ArrayList<>();
    for (LocalDate day : first.datesUntil(end).toList()) {
      long from = KeptDays.start(day, zone);
      long to = KeptDays.start(day.plusDays(1), zone);
      List<Part> parts = usage.parts(from, to);
      sites.add(meter, parts, zone);
      parts.forEach(part -> rows.add(new Object[] {meter.id(), day, part.tier(), part.period(), part.energy(), part.cost()}));
      DayProfile profile = usage.profile(from, to);
      profiles.add(new Object[] {meter.id(), day, profile.energyJson(), profile.peaksJson()});
    }
    Bulk.execute(handle, "INSERT INTO usage_day (meter_id, day, tier, period, energy, cost) VALUES (?, ?, ?, ?, ?, ?)", rows);
    Bulk.execute(handle, "REPLACE INTO usage_profile (meter_id, day, hours, peaks) VALUES (?, ?, ?, ?)", profiles);
  }

  /** When the meter's first reading or charge was. */
  private static Instant began(Handle handle, Due due) {
    return handle.createQuery("SELECT LEAST(COALESCE((SELECT MIN(at) FROM reading WHERE meter_id = :m), :b),"
            + " COALESCE((SELECT MIN(from_at) FROM charge_line WHERE meter_id = :m), :b))")
        .bind("m", due.meterId()).bind("b", Store.utc(due.billedAt()))
        .map((row, ctx) -> Store.instant(row.getObject(1, LocalDateTime.class))).one();
  }
}
