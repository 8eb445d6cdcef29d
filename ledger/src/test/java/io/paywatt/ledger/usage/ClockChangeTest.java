package io.paywatt.ledger.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import io.paywatt.ledger.MeteringHouse.Home;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Days of 23 and 25 hours: summer time in Berlin, where the clock changes at 01:00 UTC. */
class ClockChangeTest {
  private static Metered metered;

  @BeforeAll
  static void open() {
    metered = new Metered("usage_clock_change", ZoneId.of("Europe/Berlin"), Instant.parse("2027-12-01T00:00:00Z"));
  }

  private static List<Long> energy(Home home, String from, String to, Granularity by) {
    return metered.usage.buckets(home.serial(), Instant.parse(from), Instant.parse(to), by).stream()
        .map(UsageBucket::energyWh).toList();
  }

  @Test
  void the_long_day_has_25_hours_and_the_hour_that_comes_twice_counts_twice() {
    Home home = metered.steady("flat", Instant.parse("2026-10-23T22:00:00Z"), 100, 100);
    metered.reconciler.run();
    List<Long> days = List.of(2400L, 2500L, 2400L);
    assertThat(energy(home, "2026-10-23T22:00:00Z", "2026-10-26T23:00:00Z", Granularity.DAY)).isEqualTo(days);
    metered.keeper.keep();
    assertThat(energy(home, "2026-10-23T22:00:00Z", "2026-10-26T23:00:00Z", Granularity.DAY)).isEqualTo(days);
    assertThat(energy(home, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", Granularity.HOUR)).hasSize(25)
        .containsOnly(100L);
    assertThat(metered.usage.loadCurve(home.serial(), LocalDate.of(2026, 10, 25), LocalDate.of(2026, 10, 26)))
        .hasSize(24).allSatisfy(hour -> assertThat(hour.average()).isEqualTo(100));
  }

  @Test
  void the_short_day_has_23_hours_and_one_hour_of_the_load_curve_is_empty() {
    Home home = metered.steady("flat", Instant.parse("2027-03-26T23:00:00Z"), 100, 100);
    metered.reconciler.run();
    metered.keeper.keep();
    assertThat(energy(home, "2027-03-26T23:00:00Z", "2027-03-29T22:00:00Z", Granularity.DAY))
        .containsExactly(2400L, 2300L, 2400L);
    assertThat(metered.usage.loadCurve(home.serial(), LocalDate.of(2027, 3, 28), LocalDate.of(2027, 3, 29)))
        .allSatisfy(hour -> assertThat(hour.average()).isEqualTo(hour.hour() == 2 ? 0 : 100));
  }

  @Test
  void the_load_curve_shows_mean_and_peak_of_each_hour() {
    Home home = metered.house.home("flat", 0);
    Instant start = Instant.parse("2026-11-09T23:00:00Z");
    metered.house.billed(home, 0, start);
    metered.read(home, start, 0);
    metered.read(home, start.plusSeconds(900), 500);
    metered.read(home, start.plusSeconds(3600), 800);
    List<LoadHour> hours = metered.usage.loadCurve(home.serial(), LocalDate.of(2026, 11, 10), LocalDate.of(2026, 11, 11));
    assertThat(hours.get(0)).isEqualTo(new LoadHour(0, 800, 2000));
    assertThat(hours.get(1)).isEqualTo(new LoadHour(1, 0, 0));
  }
}
