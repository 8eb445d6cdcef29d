package io.paywatt.ledger.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.usage.MeterList;
import io.paywatt.ledger.user.Scope;
import org.jdbi.v3.core.Handle;

/** Counts how everything stands, each figure by an index. */
public final class Overview {
  private static final int MINUTES = 60;
  private static final String PAYMENTS = " FROM raw_notice n JOIN payment p ON p.raw_notice_id = n.id"
      + " WHERE n.received_at >= :from";
  private static final String FAILED = " FROM failed_message f WHERE ";
  private static final String OPEN = "f.state IN ('open', 'replaying', 'failed-again', 'quarantined')";
  private static final String SUSPENSE = " FROM payment p WHERE p.state IN ('parked', 'held') AND p.amount > p.refunded"
      + " AND p.entry_id IS NOT NULL";
  private static final String LATE = "SELECT COUNT(DISTINCT COALESCE(CONCAT('p', l.payment_id), CONCAT('i', l.inquiry_id)))"
      + " FROM late_stage l LEFT JOIN payment p ON p.id = l.payment_id LEFT JOIN inquiry i ON i.id = l.inquiry_id"
      + " LEFT JOIN topup t ON t.id = i.order_id LEFT JOIN meter m ON m.serial = i.meter WHERE l.ended_at IS NULL";
  private static final String METERS = "SELECT SUM(s.state = 'on'), SUM(s.state = 'off'), SUM(s.state = 'silent') FROM ("
      + MeterList.STATES + ") s";

  private final Store store;
  private final ZoneId zone;

  /** @param zone says when today began */
  public Overview(Store store, ZoneId zone) {
    this.store = store;
    this.zone = zone;
  }

  /** Everything as it is now. @param scope what has no site is counted for every site alone */
  public OverviewView now(Scope scope) {
    Instant now = store.now();
    Instant today = LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
    String ofPayment = scope.andAccount("p.account_id");
    String ofFailed = scope.andAccount("f.account_id");
    return store.read(handle -> new OverviewView(now,
        sum(handle, "SELECT p.currency, COUNT(*) AS n, SUM(p.amount) AS total" + PAYMENTS + ofPayment, today),
        count(handle, "SELECT COUNT(*)" + FAILED + OPEN + ofFailed),
        count(handle, LATE + scope.andAccount("COALESCE(p.account_id, t.account_id, m.account_id)")),
        meters(handle, scope, now),
        sum(handle, "SELECT p.currency, COUNT(*) AS n, SUM(p.amount - p.refunded) AS total" + SUSPENSE + ofPayment, null),
        count(handle, "SELECT COUNT(*) FROM anomaly a WHERE a.state = 'open'" + scope.and("a.site_id")),
        series(handle, now, ofPayment, ofFailed)));
  }

  private static long count(Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(Long.class).one();
  }

  private record OfCurrency(long count, Money total) {}

  private static OverviewView.Sum sum(Handle handle, String sql, Instant from) {
    var query = handle.createQuery(sql + " GROUP BY p.currency ORDER BY p.currency");
    if (from != null) {
      query.bind("from", Store.utc(from));
    }
    List<OfCurrency> found = query.map((row, context) -> new OfCurrency(row.getLong("n"),
        new Money(row.getLong("total"), row.getString("currency")))).list();
    return new OverviewView.Sum(found.stream().mapToLong(OfCurrency::count).sum(),
        found.stream().map(OfCurrency::total).toList());
  }

  private static OverviewView.Meters meters(Handle handle, Scope scope, Instant now) {
    return handle.createQuery(METERS.formatted(scope.and("r.site_id")))
        .bind("limit", Store.utc(now.minus(MeterList.SILENT)))
        .map((row, context) -> new OverviewView.Meters(row.getLong(1), row.getLong(2), row.getLong(3))).one();
  }

  private static List<OverviewView.Minute> series(Handle handle, Instant now, String ofPayment, String ofFailed) {
    Instant from = now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(MINUTES - 1L));
    Map<Integer, Long> payments = minutes(handle, "n.received_at", PAYMENTS + ofPayment, from);
    Map<Integer, Long> failures = minutes(handle, "f.failed_at", FAILED + "f.failed_at >= :from" + ofFailed, from);
    return IntStream.range(0, MINUTES).mapToObj(minute -> new OverviewView.Minute(from.plus(Duration.ofMinutes(minute)),
        payments.getOrDefault(minute, 0L), failures.getOrDefault(minute, 0L))).toList();
  }

  private static Map<Integer, Long> minutes(Handle handle, String column, String rows, Instant from) {
    Map<Integer, Long> counts = new HashMap<>();
    handle.createQuery("SELECT TIMESTAMPDIFF(MINUTE, :from, " + column + ") AS minute, COUNT(*) AS n" + rows
            + " GROUP BY minute").bind("from", Store.utc(from))
        .map((row, context) -> Map.entry(row.getInt("minute"), row.getLong("n")))
        .forEach(each -> counts.put(each.getKey(), each.getValue()));
    return counts;
  }
}
