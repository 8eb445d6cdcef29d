package io.paywatt.ledger.settlement;

import java.time.LocalDate;
import java.util.UUID;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** One run over one day of one provider, in one transaction. */
final class Comparison {
  private Comparison() {}

  /** @throws Rejected 404 when the day was never opened */
  static ControlTotals run(Handle handle, Store store, String provider, LocalDate day) {
    SettlementRow row = SettlementRow.lock(handle, provider, day).orElseThrow(() -> new Rejected(404,
        "There is no settlement of " + provider + " for " + day));
    Long bill = handle.createQuery("SELECT id FROM bill WHERE provider = :provider AND current_day = :day")
        .bind("provider", provider).bind("day", day).mapTo(Long.class).findOne().orElse(null);
    Scope scope = new Scope(provider, day, row.from(), row.to(), bill, UUID.randomUUID().toString(), store.now());
    if (bill != null) {
      BillSide.compare(handle, scope);
    }
    MeterSide.compare(handle, scope);
    Life.goOn(handle, scope);
    ControlTotals totals = Totals.of(handle, scope);
    handle.createUpdate("UPDATE settlement SET bill_id = :bill, run = :run, compared_at = :now, totals = :totals,"
            + " trouble = NULL WHERE id = :id")
        .bind("bill", bill).bind("run", scope.run()).bind("now", Store.utc(scope.now()))
        .bind("totals", Json.write(totals)).bind("id", row.id()).execute();
    return totals;
  }
}
