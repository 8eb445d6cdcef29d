package io.paywatt.ledger.anomaly;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Many meters of a site that go away together are one outage of the site, and administrators get one message. It ends when
 * enough of them are back. Runs in transactions of its own: two hub nodes have to see each other's last wills.
 */
public final class Outages {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final String METERS = " FROM room r JOIN account a ON a.room_id = r.id JOIN meter m ON m.account_id = a.id"
      + " JOIN meter_state s ON s.meter_id = m.id WHERE r.site_id = :site";
  private static final String GONE = METERS + " AND (s.offline_at >= :since OR s.last_seen BETWEEN :since AND :silent)";

  private final Store store;
  private final AnomalyRules rules;

  public Outages(Store store, AnomalyRules rules) {
    this.store = store;
    this.rules = rules;
  }

  /** The last wills of these meters came, or a look at what is silent found them. */
  public void left(Collection<Long> meterIds) {
    rules.rule(AnomalyKind.SITE_OUTAGE).ifPresent(rule -> sites(meterIds).forEach(site -> store.inTransaction(handle -> {
      Instant now = store.now();
      if (open(handle, site).isEmpty()) {
        begin(handle, rule, site, now.minus(rule.openFor()), now);
      }
      return null;
    })));
  }

  /** These meters are back. */
  public void came(Collection<Long> meterIds) {
    sites(meterIds).forEach(this::review);
  }

  /** Ends outages of which nobody said so. */
  void reviewAll() {
    store.read(handle -> handle.createQuery("SELECT site_id FROM anomaly WHERE kind = 'site-outage' AND state = 'open'")
        .mapTo(Long.class).list()).forEach(this::review);
  }

  /** Makes an outage of it when enough meters of the site are gone since then. @return whether one is open now */
  boolean begin(Handle handle, AnomalyRule rule, long site, Instant since, Instant now) {
    List<LocalDateTime> gone = bind(handle.createQuery("SELECT COALESCE(s.offline_at, s.last_seen) AS gone" + GONE
        + " ORDER BY gone"), site, since, now).mapTo(LocalDateTime.class).list();
    if (gone.size() < rule.open().intValue()) {
      return open(handle, site).isPresent();
    }
    int all = handle.createQuery("SELECT COUNT(*)" + METERS).bind("site", site).mapTo(Integer.class).one();
    if (BigDecimal.valueOf(gone.size()).multiply(HUNDRED).compareTo(rule.least().multiply(BigDecimal.valueOf(all))) < 0) {
      return open(handle, site).isPresent();
    }
    AnomalyBook book = new AnomalyBook(handle, now);
    Instant began = Store.instant(gone.get(0));
    Long id = book.openSite(rule, site, began, gone.size());
    if (id != null) {
      book.group(handle.createQuery("SELECT id FROM anomaly WHERE site_id = :site AND kind = 'power-failure'"
              + " AND state = 'open' AND opened_at >= :since FOR UPDATE")
          .bind("site", site).bind("since", Store.utc(since)).mapTo(Long.class).list(), id);
    }
    return true;
  }

  private void review(long site) {
    rules.rule(AnomalyKind.SITE_OUTAGE).ifPresent(rule -> store.inTransaction(handle -> {
      open(handle, site).ifPresent(outage -> review(handle, rule, site, outage, store.now()));
      return null;
    }));
  }

  private void review(Handle handle, AnomalyRule rule, long site, Outage outage, Instant now) {
    int gone = bind(handle.createQuery("SELECT COUNT(*)" + GONE), site, outage.since(), now).mapTo(Integer.class).one();
    AnomalyBook book = new AnomalyBook(handle, now);
    BigDecimal worst = outage.worst().max(BigDecimal.valueOf(gone));
    BigDecimal back = worst.subtract(BigDecimal.valueOf(gone)).multiply(HUNDRED);
    if (back.compareTo(rule.close().multiply(worst)) >= 0) {
      book.close(rule, outage.id(), now, gone == 0 ? "all meters are back" : gone + " meters are still away");
    } else {
      book.goesOn(outage.id(), worst);
      book.write();
    }
  }

  private Query bind(Query query, long site, Instant since, Instant now) {
    // without a rule for silence nothing is silent
    Instant silent = rules.rule(AnomalyKind.SILENT_METER).map(rule -> SilentCheck.limit(rule, now)).orElse(Instant.EPOCH);
    return query.bind("site", site).bind("since", Store.utc(since)).bind("silent", Store.utc(silent));
  }

  private static Optional<Outage> open(Handle handle, long site) {
    return handle.createQuery("SELECT id, since, worst FROM anomaly WHERE open_site = :site AND kind = 'site-outage'"
            + " FOR UPDATE")
        .bind("site", site).map((row, context) -> new Outage(row.getLong("id"),
            Store.instant(row.getObject("since", LocalDateTime.class)), row.getBigDecimal("worst"))).findOne();
  }

  private Set<Long> sites(Collection<Long> meterIds) {
    List<Long> found = store.read(handle -> Bulk.select(handle, "SELECT DISTINCT r.site_id FROM meter m"
        + " JOIN account a ON a.id = m.account_id JOIN room r ON r.id = a.room_id WHERE m.id IN (%s)", meterIds,
        row -> row.getLong(1)));
    return new TreeSet<>(found);
  }

  /** @param worst most meters away at a time */
  private record Outage(long id, Instant since, BigDecimal worst) {}
}
