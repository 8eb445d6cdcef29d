package io.paywatt.ledger.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.ChargeKind;
import io.paywatt.ledger.tariff.ChargeLine;
import io.paywatt.ledger.tariff.Utility;

/** Charge lines as they stand in the database. */
final class ChargeRows {
  /** To be followed by WHERE. */
  static final String SELECT = "SELECT c.entry_id, c.from_at, c.to_at, c.kind, c.item, c.energy_wh, c.tariff, c.valid_from,"
      + " c.tier, c.period, c.price, c.price_rest, c.amount, m.serial, m.utility FROM charge_line c"
      + " JOIN meter m ON m.id = c.meter_id";
  private static final long PICO_PER_NANO = 1000;

  private ChargeRows() {}

  static Posted.Charge of(ResultSet row) throws SQLException {
    return new Posted.Charge(row.getString("serial"), Utility.of(row.getString("utility")), new ChargeLine(
        Store.instant(row.getObject("from_at", LocalDateTime.class)), Store.instant(row.getObject("to_at", LocalDateTime.class)),
        ChargeKind.of(row.getString("kind")), row.getString("item"), row.getLong("energy_wh"), row.getString("tariff"),
        row.getObject("valid_from", LocalDate.class), row.getInt("tier"), row.getString("period"),
        row.getLong("price") * PICO_PER_NANO + row.getLong("price_rest"), row.getLong("amount")));
  }
}
