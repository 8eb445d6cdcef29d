package io.paywatt.ledger.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.account.Posted;
import io.paywatt.ledger.account.Statement;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingRules;
import io.paywatt.ledger.tariff.Bill;
import io.paywatt.ledger.tariff.Household;
import io.paywatt.ledger.tariff.RegisterReading;
import io.paywatt.ledger.tariff.TariffBook;
import io.paywatt.ledger.tariff.TierUsage;
import org.junit.jupiter.api.Test;

/** What was posted is explained by the lines that the tariff file alone gives for the same readings. */
class ExplainedTest {
  private static final Instant START = Instant.parse("2026-11-09T16:00:00Z");

  @Test
  void posted_lines_are_the_lines_of_the_tariff_file() {
    MeteringHouse house = new MeteringHouse("explained");
    house.clock.set(START.plus(Duration.ofDays(9)));
    TariffBook tariffs = TariffBook.load(Path.of("../config/tariffs"), MeteringHouse.ZONE, house.store);
    ReadingIntake intake = new ReadingIntake(house.store, new CommandDesk(house.store), ReadingRules.defaults(MeteringHouse.ZONE));
    Home home = house.home("tiered-tou", 0);
    house.billed(home, 0, START);
    List<RegisterReading> registers = new ArrayList<>(List.of(new RegisterReading(START, 0, Map.of())));
    List<Reading> readings = new ArrayList<>();
    for (int hour = 7; hour < 100; hour += 7) {
      registers.add(new RegisterReading(START.plus(Duration.ofHours(hour)), hour * 80_000L, Map.of()));
      readings.add(MeteringHouse.reading(home, START.plus(Duration.ofHours(hour)), hour * 80_000L));
    }
    intake.store(readings);
    new Reconciler(house.store, tariffs, new CreditDesk(new CreditRules(List.of(), 0, Duration.ofDays(9), null, null,
        MeteringHouse.ZONE)), ReconcileRules.defaults()).run();
    Bill bill = Bill.of(tariffs.tariff("tiered-tou").orElseThrow(), Household.NONE, new TierUsage(Map.of()), registers);
    Statement statement = new Statement(house.store);
    String account = house.texts("SELECT number FROM account").get(0);
    assertThat(statement.charges(account, START, START.plus(Duration.ofDays(9)))).extracting(Posted.Charge::line)
        .containsExactlyInAnyOrderElementsOf(bill.lines());
    assertThat(statement.charges(account, START, START.plusSeconds(1))).hasSize(1);
    assertThat(statement.locale(account)).isEqualTo("zh-CN");
    assertThatThrownBy(() -> statement.charges("nobody", START, START.plusSeconds(1))).isInstanceOf(Rejected.class);
  }
}
