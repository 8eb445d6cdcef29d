package io.paywatt.ledger.credit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Reads what staff sees of credit. */
final class CreditReads {
  static final TermsChange NOTHING_OWN = new TermsChange(null, null, null, null, null, null);
  private static final String VIEW = "SELECT a.id, a.number, a.currency, COALESCE(c.state, 'ok') AS state,"
      + " c.deferred_reason, c.deferred_until, c.deferred_since, COALESCE(d.owed, 0) AS owed,"
      + " d.recovery_at, h.reason, h.actor, h.since, h.until_at, r.site_id FROM account a JOIN room r ON r.id = a.room_id"
      + " LEFT JOIN account_credit c ON c.account_id = a.id LEFT JOIN account_debt d ON d.account_id = a.id"
      + " LEFT JOIN account_hold h ON h.account_id = a.id WHERE a.number = :number";

  private CreditReads() {}

  /** @throws Rejected 404 unknown account */
  static CreditView view(Handle handle, CreditRules rules, String number) {
    return handle.createQuery(VIEW).bind("number", number).map((row, context) -> {
      long id = row.getLong("id");
      long owed = row.getLong("owed");
      return new CreditView(row.getString("number"), row.getString("currency"), row.getString("state"),
          CreditView.TermsView.of(AccountTerms.load(handle, rules, List.of(id)).of(id)),
          own(handle, "account_id", id), own(handle, "site_id", row.getLong("site_id")),
          -Nano.toMinorFloor(-owed, row.getString("currency")), owed == 0 ? null : time(row, "recovery_at"), hold(row),
          row.getString("deferred_reason") == null ? null : new CreditView.Deferred(row.getString("deferred_reason"),
              time(row, "deferred_until"), time(row, "deferred_since")));
    }).findOne().orElseThrow(() -> new Rejected(404, "account " + number + " is not known"));
  }

  /** @param column account_id or site_id */
  static TermsChange own(Handle handle, String column, long id) {
    return handle.createQuery("SELECT * FROM credit_terms WHERE " + column + " = :id").bind("id", id)
        .map((row, context) -> TermsChange.of(row)).findOne().orElse(NOTHING_OWN);
  }

  static Optional<Long> site(Handle handle, String name) {
    return handle.createQuery("SELECT id FROM site WHERE name = :name").bind("name", name).mapTo(Long.class).findOne();
  }

  private static CreditView.Hold hold(ResultSet row) throws SQLException {
    return row.getString("reason") == null ? null : new CreditView.Hold(row.getString("reason"), row.getString("actor"),
        time(row, "since"), time(row, "until_at"));
  }

  private static String time(ResultSet row, String column) throws SQLException {
    LocalDateTime at = row.getObject(column, LocalDateTime.class);
    return at == null ? null : Store.instant(at).toString();
  }
}
