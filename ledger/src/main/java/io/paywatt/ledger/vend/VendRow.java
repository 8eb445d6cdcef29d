package io.paywatt.ledger.vend;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** A purchase as the database knows it, with its lines. Money is nano units. */
record VendRow(long id, long payment, long accountId, String account, String at, String tariff, String currency, long paid,
    long beforeOver, long recovered, long owedAfter, long tendered, long leftOver, long energyWh, long balanceWh,
    String refused, boolean undone, List<Line> lines) {
  private static final String SELECT = "SELECT v.*, a.number FROM vend v JOIN account a ON a.id = v.account_id WHERE ";

  /** @param price 10^-12 currency units a Wh @param inside a tax that the prices contain */
  record Line(String kind, String item, long energyWh, int tier, String period, long price, long amount, boolean inside,
      String textZh, String textEn) {
    /** Units that were paid for by the kWh. */
    boolean isPriced() {
      return kind.equals("energy") && item == null && energyWh > 0;
    }
  }

  /** The last one of a payment: one before it was undone when the payment was moved or a refund refused. */
  static Optional<VendRow> ofPayment(Handle handle, long payment) {
    return one(handle, "v.payment_id = ? ORDER BY v.id DESC LIMIT 1", payment);
  }

  /** The one before on the same account that still stands. */
  Optional<VendRow> before(Handle handle) {
    return one(handle, "v.account_id = ? AND v.id < ? AND v.entry_id IS NOT NULL AND v.undone_entry_id IS NULL"
        + " ORDER BY v.id DESC LIMIT 1", accountId, id);
  }

  private static Optional<VendRow> one(Handle handle, String where, Object... values) {
    var query = handle.createQuery(SELECT + where);
    for (int i = 0; i < values.length; i++) {
      query.bind(i, values[i]);
    }
    return query.map((row, context) -> of(handle, row)).findFirst();
  }

  private static VendRow of(Handle handle, ResultSet row) throws SQLException {
    long id = row.getLong("id");
    return new VendRow(id, row.getLong("payment_id"), row.getLong("account_id"), row.getString("number"),
        Store.instant(row.getObject("at", LocalDateTime.class)).toString(), row.getString("tariff"),
        row.getString("currency"), row.getLong("paid"), row.getLong("before_over"), row.getLong("recovered"),
        row.getLong("owed_after"), row.getLong("tendered"), row.getLong("left_over"), row.getLong("energy_wh"),
        row.getLong("balance_wh"), row.getString("refused"), row.getObject("undone_entry_id") != null, lines(handle, id));
  }

  private static List<Line> lines(Handle handle, long id) {
    return handle.createQuery("SELECT * FROM vend_line WHERE vend_id = :id ORDER BY line_no").bind("id", id)
        .map((row, context) -> new Line(row.getString("kind"), row.getString("item"), row.getLong("energy_wh"),
            row.getInt("tier"), row.getString("period"), row.getLong("price"), row.getLong("amount"),
            row.getBoolean("inside"), row.getString("text_zh"), row.getString("text_en"))).list();
  }
}
