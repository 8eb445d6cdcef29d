package io.paywatt.ledger.credit;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.money.Energy;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.outbox.Outbox;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.Tariff;
import io.paywatt.ledger.tariff.TariffBook;
import io.paywatt.ledger.tariff.TariffVersion;
import org.jdbi.v3.core.Handle;

/** What residents are told ahead, once a day: that the balance lasts only some days more, that a new price comes. */
public final class Forewarnings {
  private static final int SLICE = 1000;
  /** Whole days whose use says how long a balance lasts. */
  private static final int LOOK_BACK = 7;
  private static final String BALANCES = "SELECT a.id, a.currency, b.amount, e.wh, COALESCE(c.days_stage, 0) AS stage,"
      + " COALESCE(c.days_crossing, 0) AS crossing, SUM(u.cost) AS cost, SUM(u.energy) AS energy,"
      + " COUNT(DISTINCT u.day) AS days FROM account a JOIN balance b ON b.account_id = a.id"
      + " LEFT JOIN energy_balance e ON e.account_id = a.id LEFT JOIN account_credit c ON c.account_id = a.id"
      + " JOIN meter m ON m.account_id = a.id JOIN usage_day u ON u.meter_id = m.id AND u.day >= :from AND u.day < :today"
      + " WHERE a.id > :after AND a.id <= :until AND COALESCE(c.state, 'ok') <> 'exhausted' GROUP BY a.id";

  private final Store store;
  private final CreditRules rules;
  private final TariffBook tariffs;

  public Forewarnings(Store store, CreditRules rules, TariffBook tariffs) {
    this.store = store;
    this.rules = rules;
    this.tariffs = tariffs;
  }

  /** Looks at every account and tariff. @return how many residents are told something */
  public int run() {
    LocalDate today = LocalDate.ofInstant(store.now(), rules.zone());
    int told = 0;
    if (!rules.warnings().days().isEmpty()) {
      told += bySlice((handle, after, until) -> balances(handle, after, until, today));
    }
    if (!rules.warnings().tariffNotice().isZero()) {
      for (String code : tariffs.codes()) {
        told += tariff(tariffs.tariff(code).orElseThrow(), today);
      }
    }
    return told;
  }

  @FunctionalInterface
  private interface Slice {
    int run(Handle handle, long after, long until);
  }

  /** By account, some at a time: each slice is a transaction of its own. */
  private int bySlice(Slice slice) {
    long last = store.read(handle -> handle.createQuery("SELECT COALESCE(MAX(id), 0) FROM account").mapTo(Long.class).one());
    int told = 0;
    for (long after = 0; after < last; after += SLICE) {
      long from = after;
      told += store.inTransaction(handle -> slice.run(handle, from, from + SLICE));
    }
    return told;
  }

  /** @param days it lasts @param stage thresholds reached before */
  private record Outlook(long accountId, String unit, long balance, long days, int stage, int crossing) {
    static Outlook of(ResultSet row) throws SQLException {
      Long wh = row.getObject("wh", Long.class);
      long balance = wh == null ? row.getLong("amount") : wh;
      long used = row.getLong(wh == null ? "cost" : "energy");
      return new Outlook(row.getLong("id"), wh == null ? row.getString("currency") : Energy.UNIT, balance,
          lasts(balance, used, row.getLong("days")), row.getInt("stage"), row.getInt("crossing"));
    }

    private static long lasts(long balance, long used, long days) {
      if (used <= 0) {
        return Integer.MAX_VALUE;
      }
      return BigInteger.valueOf(Math.max(0, balance)).multiply(BigInteger.valueOf(days)).divide(BigInteger.valueOf(used))
          .min(BigInteger.valueOf(Integer.MAX_VALUE)).longValue();
    }
  }

  private int balances(Handle handle, long after, long until, LocalDate today) {
    Instant now = store.now();
    List<Outlook> all = handle.createQuery(BALANCES).bind("from", today.minusDays(LOOK_BACK)).bind("today", today)
        .bind("after", after).bind("until", until).map((row, context) -> Outlook.of(row)).list();
    List<Object[]> rows = new ArrayList<>();
    List<Outbox.Effect> effects = new ArrayList<>();
    for (Outlook one : all) {
      // a day more than the threshold, so that an outlook that swings around it warns once
      int stage = Math.max(reached(one.days()), Math.min(one.stage(), reached(one.days() - 1)));
      boolean crossed = stage > one.stage();
      if (stage != one.stage()) {
        rows.add(new Object[] {one.accountId(), Store.utc(now), stage, one.crossing() + (crossed ? 1 : 0)});
      }
      if (crossed) {
        effects.add(notice("low-days:" + one.accountId() + ":" + (one.crossing() + 1), "low-days", one.accountId(),
            Json.object().put("days", one.days()).put("stage", stage).put("currency", one.unit())
                .put("balance", Energy.UNIT.equals(one.unit()) ? one.balance() : Nano.toMinorFloor(one.balance(), one.unit()))));
      }
    }
    Bulk.execute(handle, "INSERT INTO account_credit (account_id, changed_at, days_stage, days_crossing) VALUES (?, ?, ?, ?)"
        + " ON DUPLICATE KEY UPDATE days_stage = VALUES(days_stage), days_crossing = VALUES(days_crossing)", rows);
    Outbox.add(handle, effects, now);
    return effects.size();
  }

  private int reached(long days) {
    return (int) rules.warnings().days().stream().filter(limit -> days <= limit).count();
  }

  /** Tells of a version that comes, once; of the first one there is nothing to say. */
  private int tariff(Tariff tariff, LocalDate today) {
    LocalDate last = LocalDate.ofInstant(store.now().plus(rules.warnings().tariffNotice()), rules.zone());
    List<LocalDate> starts = tariff.versions().stream().map(TariffVersion::validFrom).toList();
    int told = 0;
    for (LocalDate start : starts.subList(Math.min(1, starts.size()), starts.size())) {
      if (start.isAfter(today) && !start.isAfter(last) && !isTold(tariff.code(), start)) {
        told += bySlice((handle, after, until) -> newPrice(handle, tariff, start, after, until));
        store.inTransaction(handle -> handle.execute("INSERT IGNORE INTO tariff_told VALUES (?, ?, ?)", tariff.code(), start,
            Store.utc(store.now())));
      }
    }
    return told;
  }

  private boolean isTold(String code, LocalDate start) {
    return store.read(handle -> handle.select("SELECT 1 FROM tariff_told WHERE tariff = ? AND valid_from = ?", code, start)
        .mapTo(Integer.class).findOne()).isPresent();
  }

  private int newPrice(Handle handle, Tariff tariff, LocalDate start, long after, long until) {
    List<Outbox.Effect> effects = handle.createQuery("SELECT id FROM account WHERE id > :after AND id <= :until"
            + " AND (tariff = :tariff OR id IN (SELECT account_id FROM account_tariff WHERE tariff = :tariff))")
        .bind("after", after).bind("until", until).bind("tariff", tariff.code()).mapTo(Long.class).list().stream()
        .map(account -> notice("tariff:" + tariff.code() + ":" + start + ":" + account, "tariff-change", account,
            Json.object().put("day", start.toString()).put("tariffZh", name(tariff, "zh")).put("tariffEn", name(tariff, "en"))))
        .toList();
    Outbox.add(handle, effects, store.now());
    return effects.size();
  }

  private static String name(Tariff tariff, String language) {
    return tariff.names().getOrDefault(language, tariff.code());
  }

  private static Outbox.Effect notice(String key, String kind, long accountId, ObjectNode params) {
    ObjectNode notice = Json.object().put("kind", kind).put("accountId", accountId).putNull("meterId");
    notice.set("params", params);
    return new Outbox.Effect(key, Outbox.Kind.NOTICE, notice.toString());
  }
}
