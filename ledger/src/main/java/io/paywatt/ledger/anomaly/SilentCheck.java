package io.paywatt.ledger.anomaly;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Meters that have said nothing for long. When no meter at all is heard it is the hub that is deaf, and nothing is said;
 * when many of one site fell silent it is an outage of the site.
 */
final class SilentCheck {
  private static final int MOST = 1000;
  private static final Duration HEARD_LATELY = Duration.ofMinutes(15);
  private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);

  private record Silent(long meterId, long site, Instant lastSeen) {}

  private final Store store;
  private final AnomalyRules rules;
  private final Outages outages;

  SilentCheck(Store store, AnomalyRules rules, Outages outages) {
    this.store = store;
    this.rules = rules;
    this.outages = outages;
  }

  /** Before that is too long ago. */
  static Instant limit(AnomalyRule rule, Instant now) {
    return now.minusSeconds(rule.open().multiply(SECONDS_AN_HOUR).longValue());
  }

  void run() {
    rules.rule(AnomalyKind.SILENT_METER).ifPresent(rule -> {
      Instant now = store.now();
      store.inTransaction(handle -> close(handle, rule, now));
      Instant heard = Store.instant(store.read(handle -> handle.createQuery("SELECT MAX(last_seen) FROM meter_state")
          .mapTo(LocalDateTime.class).findOne().orElse(null)));
      if (heard != null && heard.isAfter(now.minus(HEARD_LATELY))) {
        Map<Long, List<Silent>> bySite = silent(rule, now).stream()
            .collect(Collectors.groupingBy(Silent::site, TreeMap::new, Collectors.toList()));
        bySite.forEach((site, meters) -> store.inTransaction(handle -> open(handle, rule, site, meters, now)));
      }
    });
  }

  private List<Silent> silent(AnomalyRule rule, Instant now) {
    return store.read(handle -> handle.createQuery("SELECT s.meter_id, r.site_id, s.last_seen FROM meter_state s"
            + " JOIN meter m ON m.id = s.meter_id JOIN account a ON a.id = m.account_id JOIN room r ON r.id = a.room_id"
            + " WHERE s.last_seen < :limit AND NOT EXISTS (SELECT 1 FROM anomaly o WHERE o.open_meter = s.meter_id"
            + " AND o.kind = 'silent-meter') AND NOT EXISTS (SELECT 1 FROM anomaly o WHERE o.open_site = r.site_id"
            + " AND o.kind = 'site-outage') ORDER BY s.last_seen DESC LIMIT " + MOST)
        .bind("limit", Store.utc(limit(rule, now))).map((row, context) -> new Silent(row.getLong("meter_id"),
            row.getLong("site_id"), Store.instant(row.getObject("last_seen", LocalDateTime.class)))).list());
  }

  private Object open(Handle handle, AnomalyRule rule, long site, List<Silent> meters, Instant now) {
    Instant first = meters.stream().map(Silent::lastSeen).min(Instant::compareTo).orElseThrow();
    boolean outage = rules.rule(AnomalyKind.SITE_OUTAGE).filter(of -> meters.size() >= of.open().intValue())
        .map(of -> outages.begin(handle, of, site, first, now)).orElse(false);
    if (!outage) {
      AnomalyBook book = new AnomalyBook(handle, now);
      meters.forEach(meter -> book.open(rule, meter.meterId(), meter.lastSeen(),
          BigDecimal.valueOf(Duration.between(meter.lastSeen(), now).toHours()), Json.object(), Duration.ZERO));
    }
    return null;
  }

  private static Object close(Handle handle, AnomalyRule rule, Instant now) {
    AnomalyBook book = new AnomalyBook(handle, now);
    handle.createQuery("SELECT a.id, s.last_seen FROM anomaly a JOIN meter_state s ON s.meter_id = a.meter_id"
            + " WHERE a.kind = 'silent-meter' AND a.state = 'open' AND s.last_seen >= :limit")
        .bind("limit", Store.utc(limit(rule, now)))
        .map((row, context) -> Map.entry(row.getLong("id"), Store.instant(row.getObject("last_seen", LocalDateTime.class))))
        .list().forEach(back -> book.close(rule, back.getKey(), back.getValue(), "the meter speaks"));
    return null;
  }
}
