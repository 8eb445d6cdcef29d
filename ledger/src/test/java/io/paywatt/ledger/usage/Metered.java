package io.paywatt.ledger.usage;

import static io.paywatt.ledger.MeteringHouse.reading;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingRules;
import io.paywatt.ledger.reconcile.ReconcileRules;
import io.paywatt.ledger.reconcile.Reconciler;
import io.paywatt.ledger.tariff.TariffBook;

/** Meters that are read and billed, for the tests of usage. */
final class Metered {
  final MeteringHouse house;
  final ReadingIntake intake;
  final Reconciler reconciler;
  final Usage usage;
  final UsageKeeper keeper;
  final SiteUsage sites;
  final Peers peers;

  Metered(String schema, ZoneId zone, Instant now) {
    this(schema, zone, now, Path.of("../config/tariffs"));
  }

  Metered(String schema, ZoneId zone, Instant now, Path tariffs) {
    house = new MeteringHouse(schema);
    house.clock.set(now);
    intake = new ReadingIntake(house.store, new CommandDesk(house.store), ReadingRules.defaults(zone));
    reconciler = new Reconciler(house.store, TariffBook.load(tariffs, zone, house.store),
        new CreditDesk(new CreditRules(List.of(), 0, Duration.ofDays(9), null, null, zone)), ReconcileRules.defaults());
    usage = new Usage(house.store, zone);
    keeper = new UsageKeeper(house.store, zone);
    sites = new SiteUsage(house.store, zone);
    peers = new Peers(house.store, zone);
  }

  void read(Home home, Instant at, long register) {
    intake.store(List.of(reading(home, at, register)));
  }

  /** A meter with an account of its own, read each hour. @param hourlyWh rise of the register an hour */
  Home steady(String tariff, Instant from, int hours, long hourlyWh) {
    Home home = house.home(tariff, 0);
    house.billed(home, 0, from);
    List<Reading> readings = new ArrayList<>();
    for (int h = 0; h <= hours; h++) {
      readings.add(reading(home, from.plus(Duration.ofHours(h)), h * hourlyWh));
    }
    intake.store(readings);
    return home;
  }

  /** What readings and charges say, with nothing kept. */
  <T> T raw(Home home, Supplier<T> question) {
    long kept = house.number("SELECT COALESCE(UNIX_TIMESTAMP(kept_until), -1) FROM meter_billing WHERE meter_id = ?",
        home.meterId());
    house.sql("UPDATE meter_billing SET kept_until = NULL WHERE meter_id = ?", home.meterId());
    T answer = question.get();
    if (kept >= 0) {
      house.sql("UPDATE meter_billing SET kept_until = FROM_UNIXTIME(?) WHERE meter_id = ?", kept, home.meterId());
    }
    return answer;
  }
}
