package io.paywatt.ledger.reconcile;

import java.util.List;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.ChargeLine;
import org.jdbi.v3.core.Handle;

/** Rows of charge_line: what an entry of consumption was made of. */
public final class ChargeLines {
  private static final long PICO_PER_NANO = 1000;

  private ChargeLines() {}

  /** A line of an entry, to be inserted. */
  public static Object[] row(long entry, long meterId, ChargeLine line) {
    return new Object[] {entry, meterId, Store.utc(line.from()), Store.utc(line.to()), line.kind().word(), line.item(),
        line.energyWh(), line.tariff(), line.validFrom(), line.tier(), line.period(), line.pricePico() / PICO_PER_NANO,
        line.pricePico() % PICO_PER_NANO, line.amount()};
  }

  /** Writes the rows at once. */
  public static void insert(Handle handle, List<Object[]> rows) {
    Bulk.execute(handle, "INSERT INTO charge_line (entry_id, meter_id, from_at, to_at, kind, item, energy_wh, tariff,"
        + " valid_from, tier, period, price, price_rest, amount) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows);
  }
}
