package io.paywatt.ledger.credit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import io.paywatt.ledger.credit.Deferral.Reason;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** What must be looked at before a relay opens (design.md 4.7), for many accounts with a handful of statements. */
final class CutCheck {
  private static final Duration MONEY_ON_ITS_WAY = Duration.ofMinutes(10);
  private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  private static final long EVERY_SITE = 0;

  private record Facts(Instant importedAt, long siteId) {}

  private final CreditRules rules;
  private final Instant now;
  private final LocalDate today;
  private final Map<Long, Facts> facts = new HashMap<>();
  private final Map<Long, Deferral> holds = new HashMap<>();
  private final Map<Long, Instant> paying = new HashMap<>();
  private final Map<Long, String> days = new HashMap<>();

  private CutCheck(CreditRules rules, Instant now) {
    this.rules = rules;
    this.now = now;
    this.today = LocalDate.ofInstant(now, rules.zone());
  }

  /** Reads what there is to know about accounts that would be cut. */
  static CutCheck load(Handle handle, CreditRules rules, Collection<Long> accountIds, Instant now) {
    CutCheck check = new CutCheck(rules, now);
    if (accountIds.isEmpty()) {
      return check;
    }
    Bulk.select(handle, "SELECT a.id, a.created_at, r.site_id FROM account a JOIN room r ON r.id = a.room_id"
        + " WHERE a.id IN (%s)", accountIds,
        row -> check.facts.put(row.getLong(1), new Facts(instant(row, 2), row.getLong(3))));
    Bulk.select(handle, "SELECT account_id, until_at FROM account_hold WHERE (until_at IS NULL OR until_at > ?)"
        + " AND account_id IN (%s)", accountIds,
        row -> check.holds.put(row.getLong(1), new Deferral(Reason.HELD, instant(row, 2), now)), Store.utc(now));
    Bulk.select(handle, "SELECT account_id, MAX(created_at) FROM topup WHERE state IN ('opening', 'ordered')"
        + " AND created_at > ? AND account_id IN (%s) GROUP BY account_id", accountIds,
        row -> check.paying.put(row.getLong(1), instant(row, 2).plus(MONEY_ON_ITS_WAY)),
        Store.utc(now.minus(MONEY_ON_ITS_WAY)));
    Bulk.query(handle, "SELECT at_site, kind FROM protected_day WHERE day = ?",
        row -> check.days.put(row.getLong(1), row.getString(2)), List.of(check.today));
    return check;
  }

  /** Why this account is not cut now, or null. @param before why it was not cut until now, or null */
  Deferral against(Standing standing, CreditTerms terms, Deferral before) {
    Deferral held = holds.get(standing.accountId());
    if (held != null) {
      return held;
    }
    Facts of = facts.get(standing.accountId());
    Instant grace = of.importedAt().plus(Duration.ofDays(terms.graceDays()));
    if (grace.isAfter(now)) {
      return new Deferral(Reason.GRACE, grace, now);
    }
    Deferral time = protectedTime(of, terms);
    Deferral unsure = time != null ? time : unsure(standing);
    return unsure != null ? unsure : announced(before);
  }

  /** A cut comes some time after it was announced; what put it off until now has announced it as well. */
  private Deferral announced(Deferral before) {
    Instant since = before != null && before.isCutAtKnownTime() ? before.since() : now;
    Instant until = since.plus(rules.warnings().cutNotice());
    return until.isAfter(now) ? new Deferral(Reason.ANNOUNCED, until, since) : null;
  }

  private Deferral protectedTime(Facts of, CreditTerms terms) {
    Instant tomorrow = today.plusDays(1).atStartOfDay(rules.zone()).toInstant();
    String day = days.getOrDefault(of.siteId(), days.getOrDefault(EVERY_SITE, ""));
    if (day.equals("holiday")) {
      return new Deferral(Reason.HOLIDAY, tomorrow, now);
    }
    if (day.equals("weather")) {
      return new Deferral(Reason.WEATHER, tomorrow, now);
    }
    if (terms.weekends() && WEEKEND.contains(today.getDayOfWeek()) && !day.equals("working")) {
      return new Deferral(Reason.WEEKEND, tomorrow, now);
    }
    Hours hours = terms.protectedHours();
    return hours != null && hours.hold(now, rules.zone())
        ? new Deferral(Reason.PROTECTED_HOURS, hours.end(now, rules.zone()), now) : null;
  }

  /** The balance may not be what it seems. */
  private Deferral unsure(Standing standing) {
    Instant payment = paying.get(standing.accountId());
    if (payment != null) {
      return new Deferral(Reason.PAYMENT_PENDING, payment, now);
    }
    if (standing.estimated()) {
      return new Deferral(Reason.READINGS_ESTIMATED, null, now);
    }
    return standing.newestReading().isBefore(now.minus(rules.readingMaxAge()))
        ? new Deferral(Reason.READINGS_OLD, null, now) : null;
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return Store.instant(row.getObject(column, LocalDateTime.class));
  }
}
