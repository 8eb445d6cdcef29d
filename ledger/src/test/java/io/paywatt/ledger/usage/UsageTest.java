package io.paywatt.ledger.usage;

import static io.paywatt.ledger.MeteringHouse.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingRules;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.ledger.reconcile.ReconcileRules;
import io.paywatt.ledger.reconcile.Reconciler;
import io.paywatt.ledger.tariff.TariffBook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UsageTest {
  private static final Instant DAY = Instant.parse("2026-11-22T16:00:00Z");
  private static MeteringHouse house;
  private static ReadingIntake intake;
  private static Reconciler reconciler;
  private static Usage usage;

  @BeforeAll
  static void open() {
    house = new MeteringHouse("usage_and_cost");
    house.clock.set(DAY.plus(Duration.ofDays(2)));
    intake = new ReadingIntake(house.store, new CommandDesk(house.store), ReadingRules.defaults(MeteringHouse.ZONE));
    reconciler = new Reconciler(house.store, TariffBook.load(Path.of("../config/tariffs"), MeteringHouse.ZONE, house.store),
        new CreditDesk(new CreditRules(List.of(), 0, Duration.ofDays(9), null, null, MeteringHouse.ZONE)),
        ReconcileRules.defaults());
    usage = new Usage(house.store, MeteringHouse.ZONE);
  }

  private static Instant hour(int hours) {
    return DAY.plus(Duration.ofHours(hours));
  }

  @Test
  void energy_and_cost_follow_the_readings_hour_by_hour() {
    Home home = house.home("flat", 0);
    house.billed(home, 0, hour(0));
    intake.store(List.of(reading(home, hour(0), 0), reading(home, hour(1), 100), reading(home, hour(3), 101)));
    reconciler.run();
    List<UsageBucket> hours = usage.buckets(home.serial(), hour(0), hour(4), Granularity.HOUR);
    assertThat(hours).extracting(UsageBucket::energyWh).containsExactly(100L, 0L, 1L, 0L);
    assertThat(hours).extracting(UsageBucket::costNano).containsExactly(60_000_000L, 0L, 600_000L, 0L);
    assertThat(hours).extracting(each -> each.cost().amount()).containsExactly(6L, 0L, 0L, 0L);
  }

  @Test
  void buckets_of_any_length_add_up_to_what_was_charged() {
    Home home = house.meter(house.home("tiered-tou", 0).accountId(), 7, 1_000_000_000L);
    for (int h = 0; h < 30; h++) {
      intake.store(List.of(reading(home, hour(h).plusSeconds(61), 1000 + 137L * h * h)));
      if (h % 7 == 3) {
        reconciler.run();
      }
    }
    reconciler.run();
    for (Granularity by : Granularity.values()) {
      List<UsageBucket> buckets = usage.buckets(home.serial(), hour(-40), hour(50), by);
      assertThat(buckets.stream().mapToLong(UsageBucket::costNano).sum()).isEqualTo(-house.balance(home));
      assertThat(buckets.stream().mapToLong(UsageBucket::energyWh).sum()).isEqualTo((1000 + 137L * 29 * 29) * 7);
      assertThat(buckets.stream().mapToLong(each -> each.cost().amount()).sum())
          .isEqualTo(Nano.toMinorFloor(-house.balance(home), "CNY"));
    }
    assertThat(usage.buckets(home.serial(), hour(0), hour(48), Granularity.DAY)).hasSize(2);
  }

  @Test
  void a_range_that_makes_no_sense_is_refused() {
    Home home = house.home("flat", 0);
    assertThatThrownBy(() -> usage.buckets(home.serial(), DAY, DAY, Granularity.DAY)).isInstanceOf(Rejected.class)
        .hasMessageContaining("before to");
    assertThatThrownBy(() -> usage.buckets(home.serial(), DAY, hour(5001), Granularity.HOUR))
        .hasMessageContaining("more than 5000 buckets");
    assertThatThrownBy(() -> usage.buckets("nobody", DAY, hour(1), Granularity.HOUR))
        .satisfies(e -> assertThat(((Rejected) e).status()).isEqualTo(404));
    assertThatThrownBy(() -> Granularity.of("week")).hasMessageContaining("allowed are hour, day and month");
  }

  @Test
  void the_live_picture_shows_what_was_said_last() {
    Home home = house.home("flat", 12_345_678_901L);
    intake.store(List.of(new Reading(home.serial(), 3L, hour(2), 4_000, Relay.CLOSED, 1520L, 830,
        List.of(new BigDecimal("229.8")), List.of(new BigDecimal("3.61")))));
    Meters meters = new Meters(house.store);
    MeterView view = meters.get(home.serial()).orElseThrow();
    assertThat(view.balance()).isEqualTo(new Money(1234, "CNY"));
    assertThat(view.relay()).isEqualTo(new MeterView.RelayView("closed", "closed"));
    assertThat(view.lastReading()).isEqualTo(new MeterView.LastReading(hour(2), 4_000, 830,
        List.of(new BigDecimal("229.8")), List.of(new BigDecimal("3.61"))));
    assertThat(view.lastSeen()).isEqualTo(house.store.now());
    assertThat(view.billedUpTo()).isNull();
    assertThat(meters.get("nobody")).isEmpty();
    assertThat(meters.get(house.home("flat", 0).serial()).orElseThrow().lastReading()).isNull();
  }
}
