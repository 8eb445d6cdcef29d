package io.paywatt.ledger.account;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Reads accounts as they are shown, a few statements for a whole page. */
final class AccountQuery {
  private static final Duration WINDOW = Duration.ofDays(7);
  /** Less than that says nothing about a day. */
  private static final Duration LEAST = Duration.ofHours(1);
  private static final BigInteger DAY = BigInteger.valueOf(Duration.ofDays(1).toMillis());

  private static final String ACCOUNTS = "SELECT a.id, a.number, a.holder, a.phone, a.currency, r.name AS room,"
      + " s.name AS site, b.amount, COALESCE(c.state, 'ok') AS credit, c.deferred_reason, e.wh,"
      + " COALESCE(d.owed, 0) AS owed, h.account_id IS NOT NULL AS held FROM account a JOIN room r ON r.id = a.room_id"
      + " JOIN site s ON s.id = r.site_id JOIN balance b ON b.account_id = a.id"
      + " LEFT JOIN account_credit c ON c.account_id = a.id LEFT JOIN energy_balance e ON e.account_id = a.id"
      + " LEFT JOIN account_debt d ON d.account_id = a.id LEFT JOIN account_hold h ON h.account_id = a.id"
      + " AND (h.until_at IS NULL OR h.until_at > :now) WHERE a.id IN (<ids>) ORDER BY a.id";
  private static final String METERS = "SELECT m.account_id, m.serial, m.make, m.utility, t.relay_wanted,"
      + " t.relay_reported, t.last_seen FROM meter m JOIN meter_state t ON t.meter_id = m.id WHERE m.account_id IN (<ids>) ORDER BY m.id";
  private static final String USE = "SELECT m.account_id, SUM(c.amount) AS spent, SUM(c.energy_wh) AS used,"
      + " MIN(c.from_at) AS first,"
      + " MAX(c.to_at) AS last FROM meter m JOIN charge_line c ON c.meter_id = m.id AND c.to_at > :since"
      + " WHERE m.account_id IN (<ids>) GROUP BY m.account_id";

  private record MeterOf(long accountId, AccountView.Meter meter) {}

  private record Use(long accountId, long spentNano, long usedWh, Duration time) {}

  private AccountQuery() {}

  /** In the order of the ids. */
  static List<AccountView> views(Handle handle, List<Long> ids, Instant now) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<Long, List<MeterOf>> meters = meters(handle, ids).stream().collect(Collectors.groupingBy(MeterOf::accountId));
    Map<Long, Use> uses = uses(handle, ids, now).stream().collect(Collectors.toMap(Use::accountId, use -> use));
    return handle.createQuery(ACCOUNTS).bindList("ids", ids).bind("now", Store.utc(now)).map((row, context) -> {
      long id = row.getLong("id");
      long nano = row.getLong("amount");
      Long wh = row.getObject("wh", Long.class);
      String currency = row.getString("currency");
      return new AccountView(row.getString("number"), row.getString("site"), row.getString("room"),
          row.getString("holder"), masked(row.getString("phone")),
          new Money(Nano.toMinorFloor(nano, currency), currency), row.getString("credit"), wh,
          new Money(-Nano.toMinorFloor(-row.getLong("owed"), currency), currency), row.getString("deferred_reason"), row.getBoolean("held"),
          wh == null ? daysLeft(nano, uses.get(id), Use::spentNano) : daysLeft(wh, uses.get(id), Use::usedWh),
          meters.getOrDefault(id, List.of()).stream().map(MeterOf::meter).toList());
    }).list();
  }

  private static List<MeterOf> meters(Handle handle, List<Long> ids) {
    return handle.createQuery(METERS).bindList("ids", ids).map((row, context) -> {
      Instant seen = Store.instant(row.getObject("last_seen", LocalDateTime.class));
      return new MeterOf(row.getLong("account_id"), new AccountView.Meter(row.getString("serial"), row.getString("make"),
          new AccountView.RelayState(row.getString("relay_wanted"), row.getString("relay_reported")),
          seen == null ? null : seen.toString(), row.getString("utility")));
    }).list();
  }

  private static List<Use> uses(Handle handle, List<Long> ids, Instant now) {
    return handle.createQuery(USE).bindList("ids", ids).bind("since", Store.utc(now.minus(WINDOW)))
        .map((row, context) -> new Use(row.getLong("account_id"), row.getLong("spent"), row.getLong("used"),
            Duration.between(row.getObject("first", LocalDateTime.class), row.getObject("last", LocalDateTime.class))))
        .list();
  }

  private static Integer daysLeft(long balance, Use use, ToLongFunction<Use> spent) {
    if (use == null || spent.applyAsLong(use) <= 0 || use.time().compareTo(LEAST) < 0) {
      return null;
    }
    if (balance <= 0) {
      return 0;
    }
    BigInteger days = BigInteger.valueOf(balance).multiply(BigInteger.valueOf(use.time().toMillis()))
        .divide(BigInteger.valueOf(spent.applyAsLong(use)).multiply(DAY));
    return days.bitLength() < 32 ? (Integer) days.intValue() : null;
  }

  /** The last four digits tell staff which phone it is, no more. */
  static String masked(String phone) {
    if (phone == null || phone.length() <= 4) {
      return phone == null ? null : "****";
    }
    return "*".repeat(phone.length() - 4) + phone.substring(phone.length() - 4);
  }
}
