package io.paywatt.ledger.reconcile;

import static io.paywatt.ledger.MeteringHouse.reading;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingRules;
import io.paywatt.ledger.tariff.TariffBook;
import org.junit.jupiter.api.Test;

class CutOffTest {
  @Test
  void an_account_used_up_in_protected_hours_is_cut_by_the_first_run_after_them() {
    MeteringHouse house = new MeteringHouse("cut_off");
    Instant evening = Instant.parse("2026-11-23T12:00:00Z");
    CreditDesk credit = new CreditDesk(new CreditRules(List.of(1000L), 0, Duration.ofHours(24), LocalTime.of(17, 0),
        LocalTime.of(9, 0), MeteringHouse.ZONE));
    Reconciler reconciler = new Reconciler(house.store,
        TariffBook.load(Path.of("../config/tariffs"), MeteringHouse.ZONE, house.store), credit, ReconcileRules.defaults());
    Home home = house.home("flat", 3 * Nano.PER_UNIT);
    house.billed(home, 0, evening.minusSeconds(7200));
    house.clock.set(evening);
    new ReadingIntake(house.store, new CommandDesk(house.store), ReadingRules.defaults(MeteringHouse.ZONE))
        .store(List.of(reading(home, evening, 5000)));
    String wanted = "SELECT relay_wanted FROM meter_state WHERE meter_id = ?";
    reconciler.run();
    assertThat(house.texts(wanted, home.meterId())).containsExactly("closed");
    house.clock.set(Instant.parse("2026-11-24T00:59:00Z"));
    reconciler.run();
    assertThat(house.texts(wanted, home.meterId())).containsExactly("closed");
    house.clock.set(Instant.parse("2026-11-24T01:00:00Z"));
    reconciler.run();
    reconciler.run();
    assertThat(house.texts(wanted, home.meterId())).containsExactly("open");
    assertThat(house.texts("SELECT JSON_VALUE(payload, '$.kind') FROM outbox ORDER BY id"))
        .containsExactly("low-balance", "cut-off-soon", "relay", "cut-off");
  }
}
