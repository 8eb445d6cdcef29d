package io.paywatt.ledger.shadow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.store.Store;

/** Shadows as staff sees them. */
public final class Shadows {
  private final Store store;

  public Shadows(Store store) {
    this.store = store;
  }

  /** The shadow of one meter. @throws Rejected 404 when the serial is not known */
  public MeterShadow get(String serial) {
    return store.read(handle -> {
      List<String> open = handle.createQuery("SELECT n.kind FROM anomaly n JOIN meter m ON m.id = n.open_meter"
          + " WHERE m.serial = :serial ORDER BY n.kind").bind("serial", serial).mapTo(String.class).list();
      return handle.createQuery("SELECT s.*, a.currency, b.amount, e.account_id IS NULL AS in_money FROM meter m"
              + " JOIN meter_state s ON s.meter_id = m.id JOIN account a ON a.id = m.account_id"
              + " JOIN balance b ON b.account_id = a.id LEFT JOIN energy_balance e ON e.account_id = a.id"
              + " WHERE m.serial = :serial")
          .bind("serial", serial).map((row, context) -> shadow(row, open)).findOne()
          .orElseThrow(() -> new Rejected(404, "There is no meter '" + serial + "'"));
    });
  }

  private static MeterShadow shadow(ResultSet row, List<String> open) throws SQLException {
    String currency = row.getString("currency");
    // an account that holds kWh has Wh on its meter, which are no money
    Long onMeter = row.getBoolean("in_money") ? row.getObject("meter_balance", Long.class) : null;
    Money difference = onMeter == null ? null
        : new Money(onMeter - Nano.toMinorFloor(row.getLong("amount"), currency), currency);
    return new MeterShadow(row.getString("relay_proven"), at(row, "relay_proven_at"), at(row, "offline_at"),
        onMeter == null ? null : new Money(onMeter, currency), at(row, "balance_at"), difference,
        row.getObject("clock_drift_s", Integer.class), row.getObject("signal_dbm", Integer.class),
        row.getString("firmware"), open);
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return Store.instant(row.getObject(column, LocalDateTime.class));
  }
}
