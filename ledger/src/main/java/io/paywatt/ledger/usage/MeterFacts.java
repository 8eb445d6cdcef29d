package io.paywatt.ledger.usage;

import io.paywatt.ledger.Rejected;
import org.jdbi.v3.core.Handle;

/** What of a meter is needed to make energy from its register. */
record MeterFacts(long id, long rangeWh, int multiplier, String currency) {
  private static final int NOT_FOUND = 404;

  /** @throws Rejected 404 for an unknown serial */
  static MeterFacts of(Handle handle, String serial) {
    return handle.createQuery("SELECT m.id, m.register_range_wh, m.multiplier, a.currency FROM meter m"
            + " JOIN account a ON a.id = m.account_id WHERE m.serial = :serial")
        .bind("serial", serial)
        .map((row, ctx) -> new MeterFacts(row.getLong(1), row.getLong(2), row.getInt(3), row.getString(4))).findOne()
        .orElseThrow(() -> new Rejected(NOT_FOUND, "There is no meter '" + serial + "'"));
  }
}
