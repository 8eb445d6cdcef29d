package io.paywatt.ledger.settlement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.settlement.SettlementView.BillView;
import io.paywatt.ledger.settlement.SettlementView.ClassView;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.user.Scope;
import org.jdbi.v3.core.Handle;

/** Reads days. */
final class SettlementRows {
  private static final String SELECT = "SELECT s.*, b.source, b.sha256, b.line_count, b.loaded_by, b.loaded_at"
      + " FROM settlement s LEFT JOIN bill b ON b.id = s.bill_id";
  private static final String CLASSES = "SELECT class, COALESCE(theirs_currency, ours_currency) AS currency,"
      + " SUM(state = 'open') AS open, SUM(state = 'waiting') AS waiting, SUM(state = 'resolved') AS resolved,"
      + " SUM(theirs_amount) AS theirs, SUM(ours_amount) AS ours FROM settlement_difference WHERE provider = :provider"
      + " AND day = :day%s GROUP BY class, COALESCE(theirs_currency, ours_currency) ORDER BY class, currency";

  private SettlementRows() {}

  /** Newest first. @param provider null: of all */
  static List<SettlementView> list(Handle handle, String provider, LocalDate from, LocalDate to, Scope scope) {
    return handle.createQuery(SELECT + " WHERE s.day >= :from AND s.day <= :to"
            + (provider == null ? "" : " AND s.provider = :provider") + " ORDER BY s.day DESC, s.provider")
        .bind("from", from).bind("to", to).bind("provider", provider).map((row, context) -> view(handle, row, scope)).list();
  }

  static java.util.Optional<SettlementView> one(Handle handle, String provider, LocalDate day, Scope scope) {
    return handle.createQuery(SELECT + " WHERE s.provider = :provider AND s.day = :day").bind("provider", provider)
        .bind("day", day).map((row, context) -> view(handle, row, scope)).findOne();
  }

  /** Bill and totals are of all sites together: they are for those who see every site. */
  private static SettlementView view(Handle handle, ResultSet row, Scope scope) throws SQLException {
    List<ClassView> classes = handle.createQuery(CLASSES.formatted(DifferenceRows.within(scope, "id")))
        .bind("provider", row.getString("provider")).bind("day", row.getString("day")).map((line, context) -> classView(line)).list();
    String totals = scope.isEvery() ? row.getString("totals") : null;
    return new SettlementView(row.getString("provider"), row.getString("day"), time(row, "from_at"), time(row, "to_at"),
        row.getString("state"), row.getString("trouble"), scope.isEvery() ? bill(row) : null, time(row, "compared_at"),
        totals == null ? null : (JsonNode) Json.object(totals), classes.stream().mapToLong(ClassView::open).sum(),
        classes.stream().mapToLong(ClassView::waiting).sum(), classes.stream().mapToLong(ClassView::resolved).sum(), classes);
  }

  private static BillView bill(ResultSet row) throws SQLException {
    return row.getString("source") == null ? null : new BillView(row.getString("source"), row.getString("sha256"),
        row.getLong("line_count"), row.getString("loaded_by"), time(row, "loaded_at"));
  }

  private static ClassView classView(ResultSet row) throws SQLException {
    DifferenceClass name = DifferenceClass.named(row.getString("class")).orElseThrow();
    return new ClassView(name.word(), name.text(), row.getLong("open"), row.getLong("waiting"), row.getLong("resolved"),
        row.getString("currency"), number(row, "theirs"), number(row, "ours"));
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
