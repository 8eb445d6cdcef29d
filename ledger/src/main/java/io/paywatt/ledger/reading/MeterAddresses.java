package io.paywatt.ledger.reading;

import java.util.List;
import io.paywatt.ledger.store.Store;

/** Where the meters of other makes are found, as imported. */
public final class MeterAddresses {
  private final Store store;

  public MeterAddresses(Store store) {
    this.store = store;
  }

  /** Whether a meter has the name as its address or hangs on a gateway of that name. */
  public boolean has(String name) {
    return store.read(handle -> handle.createQuery("SELECT EXISTS (SELECT 1 FROM meter_address WHERE address = :name"
        + " OR gateway = :name)").bind("name", name).mapTo(Boolean.class).one());
  }

  /** All meters that do not speak the native contract, by serial. */
  public List<MeterAddress> all() {
    return store.read(handle -> handle.createQuery("SELECT m.serial, m.make, COALESCE(a.address, m.serial) AS address,"
            + " a.gateway FROM meter m LEFT JOIN meter_address a ON a.meter_id = m.id WHERE m.make <> 'native'"
            + " ORDER BY m.serial")
        .map((row, context) -> new MeterAddress(row.getString("serial"), row.getString("make"), row.getString("address"),
            row.getString("gateway")))
        .list());
  }
}
