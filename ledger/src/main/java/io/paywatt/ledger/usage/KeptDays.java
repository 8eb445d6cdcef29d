package io.paywatt.ledger.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.Utility;
import org.jdbi.v3.core.Handle;

/** Reads the days that are kept, and says when they no longer hold. */
public final class KeptDays {
  /** Of a meter and a time: the reading before it, or the time itself. */
  private static final String BEFORE = "COALESCE((SELECT MAX(at) FROM reading WHERE meter_id = ? AND at < ?"
      + " AND state = 'accepted'), ?)";

  private KeptDays() {}

  /**
   * To be called in the transaction that changes readings or charges of a time that was billed before: what is kept from
   * then on is not used any more and is made again. A reading changes the energy since the one before it, and how every
   * charge since then is shared out.
   *
   * @param changes each with the row of meter_billing locked
   */
  public static void changed(Handle handle, Collection<Change> changes) {
    Bulk.execute(handle, "UPDATE meter_billing SET kept_until = LEAST(kept_until, " + BEFORE + ", COALESCE((SELECT from_at"
            + " FROM charge_line WHERE meter_id = ? AND to_at > " + BEFORE + " ORDER BY to_at, id LIMIT 1), ?))"
            + " WHERE meter_id = ? AND kept_until IS NOT NULL",
        changes.stream().map(each -> {
          Object at = Store.utc(each.from());
          return new Object[] {each.meterId(), at, at, each.meterId(), each.meterId(), at, at, at, each.meterId()};
        }).toList());
  }

  /** Usage of a meter is another one from an instant on. */
  public record Change(long meterId, Instant from) {}

  static List<Part> parts(Handle handle, long meterId, LocalDate first, LocalDate end, ZoneId zone) {
    return parts(handle, "SELECT day, tier, period, energy, cost FROM usage_day WHERE meter_id = ? AND day >= ? AND day < ?"
        + " ORDER BY day", List.of(meterId, first, end), zone);
  }

  /** @param sql gives day, tier, period, energy, cost */
  static List<Part> parts(Handle handle, String sql, List<Object> values, ZoneId zone) {
    List<Part> parts = new ArrayList<>();
    Bulk.query(handle, sql, row -> {
      LocalDate day = row.getObject(1, LocalDate.class);
      return parts.add(new Part(start(day, zone), start(day.plusDays(1), zone), row.getInt(2), row.getString(3),
          row.getLong(4), row.getLong(5)));
    }, values);
    return parts;
  }

  static List<DayProfile> profiles(Handle handle, long meterId, LocalDate first, LocalDate end, ZoneId zone) {
    List<DayProfile> days = new ArrayList<>();
    Bulk.query(handle, "SELECT day, hours, peaks FROM usage_profile WHERE meter_id = ? AND day >= ? AND day < ? ORDER BY day",
        row -> days.add(DayProfile.of(start(row.getObject(1, LocalDate.class), zone), row.getString(2), row.getString(3))),
        List.of(meterId, first, end));
    return days;
  }

  /** Of all meters of a site together, whose highest rate is that of the highest hour. */
  static List<DayProfile> profilesOfSite(Handle handle, long siteId, Utility utility, LocalDate first, LocalDate end, ZoneId zone) {
    TreeMap<Long, DayProfile> days = new TreeMap<>();
    Bulk.query(handle, "SELECT p.day, p.hours FROM room r JOIN account a ON a.room_id = r.id JOIN meter m ON m.account_id = a.id"
        + " JOIN usage_profile p ON p.meter_id = m.id WHERE r.site_id = ? AND m.utility = ? AND p.day >= ? AND p.day < ?", row -> {
          DayProfile day = DayProfile.of(start(row.getObject(1, LocalDate.class), zone), row.getString(2), row.getString(2));
          return days.merge(day.dayStart(), day, DayProfile::plus);
        }, List.of(siteId, utility.word(), first, end));
    return List.copyOf(days.values());
  }

  static long start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
