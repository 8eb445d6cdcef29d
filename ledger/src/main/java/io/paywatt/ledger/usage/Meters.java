package io.paywatt.ledger.usage;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.store.Store;

/** Meters as staff and residents see them. */
public final class Meters {
  private final Store store;

  public Meters(Store store) {
    this.store = store;
  }

  /** The live picture of one meter, empty when the serial is not known. */
  public Optional<MeterView> get(String serial) {
    return store.read(handle -> handle.createQuery("SELECT m.serial, m.make, m.utility, a.number, a.currency, b.amount, s.*,"
            + " i.billed_at, (SELECT COUNT(*) FROM command c WHERE c.meter_id = m.id AND c.state IN ('queued', 'sent'))"
            + " AS open_commands FROM meter m JOIN account a ON a.id = m.account_id"
            + " JOIN balance b ON b.account_id = a.id JOIN meter_state s ON s.meter_id = m.id"
            + " JOIN meter_billing i ON i.meter_id = m.id WHERE m.serial = :serial")
        .bind("serial", serial).map((row, ctx) -> view(row)).findOne());
  }

  private static MeterView view(ResultSet row) throws SQLException {
    String currency = row.getString("currency");
    Money balance = new Money(Nano.toMinorFloor(row.getLong("amount"), currency), currency);
    return new MeterView(row.getString("serial"), row.getString("make"), row.getString("utility"),
        row.getString("number"), new MeterView.RelayView(row.getString("relay_wanted"), row.getString("relay_reported")),
        row.getBoolean("online"), instant(row, "last_seen"), lastReading(row), balance, row.getInt("open_commands"),
        instant(row, "billed_at"));
  }

  private static MeterView.LastReading lastReading(ResultSet row) throws SQLException {
    Instant at = instant(row, "last_reading_at");
    return at == null ? null : new MeterView.LastReading(at, row.getLong("register_wh"),
        row.getObject("power_w", Integer.class), phases(row.getString("voltage_v")), phases(row.getString("current_a")));
  }

  private static List<BigDecimal> phases(String json) {
    return json == null ? List.of()
        : Arrays.stream(json.substring(1, json.length() - 1).split(",")).map(BigDecimal::new).toList();
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Store.instant(row.getObject(column, LocalDateTime.class));
  }
}
