package io.paywatt.ledger.account;

import java.time.Duration;
import java.util.List;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.journal.Journal.Line;
import io.paywatt.ledger.store.Store;

/** Consumption as the reconciliation writes it. */
final class TestCharges {
  private TestCharges() {}

  /** One interval at 0.50 a kWh. @param yuan whole currency units */
  static void post(TestLedger ledger, String account, String meter, String key, long yuan, Duration from, Duration to) {
    long nano = yuan * 1_000_000_000L;
    ledger.store.inTransaction(handle -> {
      long accountId = handle.createQuery("SELECT id FROM account WHERE number = :n").bind("n", account)
          .mapTo(Long.class).one();
      long entry = Journal.post(handle, Journal.Kind.CONSUMPTION, key, ledger.store.now(), List.of(
          new Line(Journal.customer(handle, accountId), -nano),
          new Line(Journal.control(handle, "revenue:energy", "CNY"), nano)));
      Journal.addToBalance(handle, accountId, -nano);
      return handle.createUpdate("INSERT INTO charge_line (entry_id, meter_id, from_at, to_at, energy_wh, tariff,"
              + " valid_from, price, amount) SELECT :entry, id, :from, :to, :wh, 'flat', '2026-01-01', 500000, :nano"
              + " FROM meter WHERE serial = :meter")
          .bind("entry", entry).bind("from", Store.utc(TestLedger.NOW.plus(from)))
          .bind("to", Store.utc(TestLedger.NOW.plus(to))).bind("wh", nano / 500_000).bind("nano", nano)
          .bind("meter", meter).execute();
    });
  }
}
