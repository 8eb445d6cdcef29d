package io.paywatt.ledger.vend;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import io.paywatt.ledger.MoneyHouse;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingRules;
import io.paywatt.ledger.reconcile.ReconcileRules;
import io.paywatt.ledger.reconcile.Reconciler;

/** A ledger whose accounts hold kWh by the tariff {@code units}. Money is minor units of CNY. */
final class Shop {
  final MoneyHouse house;
  final TestLedger ledger;
  final Receipts receipts;
  private final ReadingIntake readings;
  private final Reconciler reconciler;

  Shop(String schema) {
    ledger = TestLedger.open(schema, Path.of("src/test/tariffs"));
    house = MoneyHouse.on(ledger);
    receipts = new Receipts(ledger.store);
    readings = new ReadingIntake(ledger.store, new CommandDesk(ledger.store), ReadingRules.defaults(ledger.rules.zone()));
    reconciler = new Reconciler(ledger.store, ledger.tariffs, ledger.credit, ReconcileRules.defaults());
  }

  /** An account with one meter {@code M-<number>}. */
  void account(String number, String openingKwh) {
    String file = TestLedger.HEADER.strip() + ",opening_kwh\nNorth,R-" + number + "," + number + ",Li Lei,,zh-CN,M-"
        + number + ",native,units,,0,1," + openingKwh + "\n";
    ledger.accountImport.importCsv("units.csv", file.getBytes(StandardCharsets.UTF_8), "anna");
  }

  long pay(String account, long amount) {
    return house.pay("wechat", "M-" + account, amount);
  }

  long wh(String account) {
    return ledger.number("SELECT e.wh FROM energy_balance e JOIN account a ON a.id = e.account_id WHERE a.number = ?", account);
  }

  /** The meter's register stands there now, and the reconciliation has run. */
  void register(String account, long registerWh) {
    Instant now = ledger.store.now().truncatedTo(ChronoUnit.SECONDS);
    readings.store(List.of(new Reading("M-" + account, null, now, registerWh, null, null, null, List.of(), List.of())));
    reconciler.run();
  }

  String wanted(String account) {
    return ledger.text("SELECT s.relay_wanted FROM meter_state s JOIN meter m ON m.id = s.meter_id WHERE m.serial = ?",
        "M-" + account);
  }
}
