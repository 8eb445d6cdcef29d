package io.paywatt.ledger.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.Utility;
import io.paywatt.ledger.user.Scope;
import org.jdbi.v3.core.Handle;

/** Usage of all meters of a site together: in whole days that are kept, by hour from the readings of each meter. */
public final class SiteUsage {
  private static final int NOT_FOUND = 404;
  private static final int BAD_REQUEST = 400;
  /** Meters times days of a question by hour: about ten seconds. */
  private static final int MOST_METER_DAYS = 5000;

  private final Store store;
  private final ZoneId zone;

  /** A site. @param meters how many it has */
  public record Site(long id, String name, long meters) {}

  /** @param zone zone of the days */
  public SiteUsage(Store store, ZoneId zone) {
    this.store = store;
    this.zone = zone;
  }

  /** The sites of who asks, by name. */
  public List<Site> list(Scope scope) {
    return store.read(handle -> handle.createQuery("SELECT s.id, s.name, COUNT(m.id) FROM site s"
            + " LEFT JOIN room r ON r.site_id = s.id LEFT JOIN account a ON a.room_id = r.id"
            + " LEFT JOIN meter m ON m.account_id = a.id WHERE TRUE" + scope.and("s.id") + " GROUP BY s.id ORDER BY s.name")
        .map((row, ctx) -> new Site(row.getLong(1), row.getString(2), row.getLong(3))).list());
  }

  /**
   * Usage by hour, day or month.
   *
   * @throws Rejected 404 unknown site, 400 when the range is empty or has too many buckets, or too many meters by hour
   */
  public List<UsageBucket> buckets(long siteId, Utility utility, Instant from, Instant to, Granularity by) {
    List<Instant> edges = by.edges(from, to, zone);
    return store.read(handle -> Usage.buckets(edges, by == Granularity.HOUR ? hours(handle, siteId, utility, edges)
        : parts(handle, siteId, utility, from, to), currency(handle, siteId)));
  }

  /**
   * Mean rate of a site by hour of the day, and the highest of all days.
   *
   * @param from  first local day
   * @param until last local day, exclusive
   * @throws Rejected 404 unknown site, 400 for an empty range
   */
  public List<LoadHour> loadCurve(long siteId, Utility utility, LocalDate from, LocalDate until) {
    Granularity.DAY.edges(from.atStartOfDay(zone).toInstant(), until.atStartOfDay(zone).toInstant(), zone);
    return store.read(handle -> {
      currency(handle, siteId);
      return LoadHour.of(KeptDays.profilesOfSite(handle, siteId, utility, from, until, zone), zone);
    });
  }

  private List<Part> hours(Handle handle, long siteId, Utility utility, List<Instant> edges) {
    long days = Duration.between(edges.get(0), edges.get(edges.size() - 1)).toDays() + 1;
    int most = (int) (MOST_METER_DAYS / days);
    List<MeterFacts> meters = MeterFacts.ofSite(handle, siteId, utility, most);
    if (meters.size() > most) {
      throw new Rejected(BAD_REQUEST, "site " + siteId + " has more than " + most + " meters, too many for " + days
          + " days by hour; ask for fewer days, or by day");
    }
    return meters.stream().flatMap(meter -> new MeterUsage(handle, meter, zone).parts(edges, true).stream()).toList();
  }

  /** Usage by tier or time of use. @throws Rejected 404 unknown site, 400 empty range */
  public List<UsageShare> shares(long siteId, Utility utility, Instant from, Instant to, UsageShare.By by) {
    Granularity.MONTH.edges(from, to, zone);
    return store.read(handle -> UsageShare.of(parts(handle, siteId, utility, from, to), by,
        currency(handle, siteId)));
  }

  private List<Part> parts(Handle handle, long siteId, Utility utility, Instant from, Instant to) {
    WholeDays days = WholeDays.of(from, to, to, zone);
    String currency = currency(handle, siteId);
    return currency == null ? List.of()
        : KeptDays.parts(handle, "SELECT day, tier, period, energy, cost FROM usage_site_day WHERE site_id = ?"
        + " AND utility = ? AND currency = ? AND day >= ? AND day < ? ORDER BY day", List.of(siteId, utility.word(),
            currency, days.first(), days.end()), zone);
  }

  /** The one currency of the accounts of a site, null when it has none. @throws Rejected 404 unknown site */
  private static String currency(Handle handle, long siteId) {
    List<String> found = handle.createQuery("SELECT (SELECT MIN(a.currency) FROM room r JOIN account a ON a.room_id = r.id"
        + " WHERE r.site_id = s.id) FROM site s WHERE s.id = :site").bind("site", siteId).mapTo(String.class).list();
    if (found.isEmpty()) {
      throw new Rejected(NOT_FOUND, "There is no site " + siteId);
    }
    return found.get(0);
  }
}
