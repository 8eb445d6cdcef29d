package io.paywatt.ledger.usage;

import java.util.Optional;
import io.paywatt.ledger.store.Store;

/** Meters as staff and residents see them. */
public final class Meters {
  private final Store store;

  public Meters(Store store) {
    this.store = store;
  }

  /** The live picture of one meter, empty when the serial is not known. */
  public Optional<MeterView> get(String serial) {
    return Optional.empty();
  }
}
