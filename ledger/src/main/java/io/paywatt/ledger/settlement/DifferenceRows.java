package io.paywatt.ledger.settlement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import io.paywatt.ledger.settlement.DifferenceView.Closed;
import io.paywatt.ledger.settlement.DifferenceView.Todo;
import io.paywatt.ledger.settlement.DifferenceView.What;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.user.Scope;
import org.jdbi.v3.core.Handle;

/** Reads differences. */
final class DifferenceRows {
  private static final String SELECT = "SELECT d.*, COALESCE(m.serial, pm.serial) AS serial, a.number FROM"
      + " settlement_difference d LEFT JOIN meter m ON m.id = d.meter_id LEFT JOIN payment p ON p.id = d.payment_id"
      + " LEFT JOIN meter pm ON pm.id = p.meter_id LEFT JOIN account a ON a.id = p.account_id";

  private DifferenceRows() {}

  /** A condition that keeps differences of :provider and :day to those of an account at some sites. */
  static String within(Scope scope, String column) {
    return scope.isEvery() ? "" : " AND " + column + " IN (SELECT s.id FROM settlement_difference s"
        + " LEFT JOIN payment sp ON sp.id = s.payment_id LEFT JOIN meter sm ON sm.id = s.meter_id"
        + " LEFT JOIN topup st ON st.id = s.order_id WHERE s.provider = :provider AND s.day = :day"
        + scope.andAccount("COALESCE(sp.account_id, sm.account_id, st.account_id)") + ")";
  }

  static List<DifferenceView> list(Handle handle, String provider, String day, String state, String name, int limit,
      long after, Scope scope) {
    return handle.createQuery(SELECT + " WHERE d.provider = :provider AND d.day = :day AND d.id > :after"
            + (state == null ? "" : " AND d.state = :state") + (name == null ? "" : " AND d.class = :class")
            + within(scope, "d.id") + " ORDER BY d.id LIMIT :limit")
        .bind("provider", provider).bind("day", day).bind("after", after).bind("state", state).bind("class", name)
        .bind("limit", limit).map((row, context) -> view(row)).list();
  }

  static DifferenceView one(Handle handle, long id) {
    return handle.createQuery(SELECT + " WHERE d.id = :id").bind("id", id).map((row, context) -> view(row)).one();
  }

  private static DifferenceView view(ResultSet row) throws SQLException {
    DifferenceClass name = DifferenceClass.named(row.getString("class")).orElseThrow();
    Action action = Action.valueOf(row.getString("action").toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    String closed = row.getString("resolution");
    return new DifferenceView(row.getLong("id"), row.getString("provider"), row.getString("day"), name.word(), name.text(),
        row.getString("transaction_id"), row.getString("order_id"), row.getString("refund_id"), number(row, "payment_id"),
        row.getString("number"), row.getString("serial"), what(row, "theirs"), what(row, "ours"), row.getString("state"),
        new Todo(action.word(), action.text(name), time(row, "asked_at")), time(row, "found_at"), time(row, "seen_at"),
        closed == null ? null : new Closed(closed, Resolution.text(closed), time(row, "resolved_at"),
            row.getString("resolved_by"), row.getString("reason")));
  }

  private static What what(ResultSet row, String side) throws SQLException {
    String state = row.getString(side + "_state");
    return state == null ? null
        : new What(number(row, side + "_amount"), row.getString(side + "_currency"), state, time(row, side + "_at"));
  }

  private static Long number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }

  private static String time(ResultSet row, String column) throws SQLException {
    LocalDateTime time = row.getObject(column, LocalDateTime.class);
    return time == null ? null : Store.instant(time).toString();
  }
}
