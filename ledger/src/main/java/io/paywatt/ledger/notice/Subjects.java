package io.paywatt.ledger.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import io.paywatt.ledger.store.Bulk;
import org.jdbi.v3.core.Handle;

/** Whom and what notices are about, read with a few statements however many notices there are. */
final class Subjects {
  private final Map<Long, Meter> meters = new HashMap<>();
  private final Map<Long, Account> accounts = new HashMap<>();
  private final Map<String, Boolean> choices = new HashMap<>();
  private final Ways ways;

  Subjects(Handle handle, List<NewNotice> notices) {
    List<Long> meterIds = notices.stream().map(NewNotice::meterId).filter(Objects::nonNull).distinct().toList();
    if (!meterIds.isEmpty()) {
      handle.createQuery("SELECT id, serial, account_id FROM meter WHERE id IN (<ids>)").bindList("ids", meterIds)
          .map((row, context) -> new Meter(row.getLong("id"), row.getString("serial"), row.getLong("account_id")))
          .forEach(meter -> meters.put(meter.id(), meter));
    }
    List<Long> accountIds = Stream.concat(notices.stream().map(NewNotice::accountId).filter(Objects::nonNull),
        meters.values().stream().map(Meter::accountId)).distinct().toList();
    if (!accountIds.isEmpty()) {
      // STRAIGHT_JOIN: from the accounts outward, else a site with many rooms is read whole
      handle.createQuery("SELECT STRAIGHT_JOIN a.*, r.name AS room, s.name AS site, b.amount AS balance, e.wh,"
              + " (SELECT m.serial FROM meter m WHERE m.account_id = a.id ORDER BY m.id LIMIT 1) AS meter,"
              + " EXISTS (SELECT 1 FROM sms_stop st WHERE st.phone = a.phone) AS stopped FROM account a"
              + " JOIN room r ON r.id = a.room_id JOIN site s ON s.id = r.site_id"
              + " LEFT JOIN balance b ON b.account_id = a.id LEFT JOIN energy_balance e ON e.account_id = a.id WHERE a.id IN (<ids>)")
          .bindList("ids", accountIds).map((row, context) -> Account.of(row))
          .forEach(account -> accounts.put(account.id(), account));
    }
    List<Long> told = notices.stream().map(NewNotice::accountId).filter(Objects::nonNull).distinct().toList();
    ways = Ways.load(handle, told);
    Bulk.select(handle, "SELECT account_id, class, wanted FROM notice_choice WHERE account_id IN (%s)", told,
        row -> choices.put(row.getLong(1) + row.getString(2), row.getBoolean(3)));
  }

  /** How residents are reached. */
  Ways ways() {
    return ways;
  }

  /** What the resident chose for a class, or null. */
  Boolean choice(long accountId, String noticeClass) {
    return choices.get(accountId + noticeClass);
  }

  /** The account that is told, or null when it is unknown or the administrators are told. */
  Account told(NewNotice notice) {
    return notice.accountId() == null ? null : accounts.get(notice.accountId());
  }

  /** What every text may say. */
  Map<String, String> standard(NewNotice notice, Wording wording) {
    Map<String, String> values = new HashMap<>();
    Meter meter = notice.meterId() == null ? null : meters.get(notice.meterId());
    Account account = about(notice, meter);
    if (account != null) {
      values.put("account", account.number());
      values.put("room", account.room());
      values.put("site", account.site());
      values.put("holder", account.holder());
      values.put("balance", account.wh() != null ? wording.energy(account.wh())
          : wording.balance(account.balanceNano(), account.currency()));
      if (account.meter() != null) {
        values.put("meter", account.meter());
      }
    }
    if (meter != null) {
      values.put("meter", meter.serial());
    }
    return values;
  }

  /** Currency of amounts that come without one, or null. */
  String currency(NewNotice notice) {
    Account account = about(notice, notice.meterId() == null ? null : meters.get(notice.meterId()));
    return account == null ? null : account.currency();
  }

  private Account about(NewNotice notice, Meter meter) {
    return notice.accountId() != null ? accounts.get(notice.accountId())
        : meter == null ? null : accounts.get(meter.accountId());
  }

  private record Meter(long id, String serial, long accountId) {}

  record Account(long id, String number, String holder, String phone, String locale, String currency, String room,
      String site, String meter, long balanceNano, Long wh, boolean stopped) {
    static Account of(ResultSet row) throws SQLException {
      return new Account(row.getLong("id"), row.getString("number"), row.getString("holder"), row.getString("phone"),
          row.getString("locale"), row.getString("currency"), row.getString("room"), row.getString("site"),
          row.getString("meter"), row.getLong("balance"), row.getObject("wh", Long.class),
          row.getBoolean("stopped"));
    }
  }
}
