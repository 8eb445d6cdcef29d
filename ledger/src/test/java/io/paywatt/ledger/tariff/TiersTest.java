package io.paywatt.ledger.tariff;

import static io.paywatt.ledger.tariff.TestTariffs.at;
import static io.paywatt.ledger.tariff.TestTariffs.cents;
import static io.paywatt.ledger.tariff.TestTariffs.price;
import static io.paywatt.ledger.tariff.TestTariffs.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TiersTest {
  private static TierUsage nothing() {
    return new TierUsage(Map.of());
  }

  private static Tariff version(String fields) {
    return TestTariffs.of("versions:\n  - validFrom: 2020-01-01\n" + fields.indent(4));
  }

  private static List<ChargeLine> month(String fields, Household household, long kWh) {
    Pricer pricer = new Pricer(version(fields), household, nothing());
    pricer.add(at("2026-04-01T00:00"), at("2026-05-01T00:00"), kWh * 1000);
    return pricer.lines();
  }

  private static long cost(String fields, long kWh) {
    return sum(month(fields, Household.NONE, kWh));
  }

  @Test
  void a_whole_slab_prices_all_energy_of_the_month_at_the_slab_reached() {
    String whole = "tiers: {period: month, upTo: [30, 100], slabs: whole}\npricePerKWh: [1, 2, 3]";
    assertThat(cost(whole, 30)).isEqualTo(cents(3000));
    assertThat(cost(whole, 31)).isEqualTo(cents(6200));
    assertThat(cost(whole, 100)).isEqualTo(cents(20_000));
    assertThat(cost(whole, 101)).isEqualTo(cents(30_300));
  }

  @Test
  void slabs_may_be_marginal_up_to_a_limit_and_whole_above() {
    String mixed = "tiers: {period: month, upTo: [100, 250], slabs: {wholeAbove: 250}}\npricePerKWh: [1, 2, 4]";
    assertThat(cost(mixed, 250)).isEqualTo(cents(40_000));
    assertThat(cost(mixed, 251)).isEqualTo(cents(100_400));
  }

  @Test
  void reaching_a_slab_is_a_line_of_its_own_and_does_not_depend_on_the_cut() {
    Tariff tariff = version("tiers: {period: month, upTo: [30], slabs: whole}\npricePerKWh: [1, 2]");
    TierUsage usage = nothing();
    assertThat(sum(price(tariff, usage, "2026-04-01T00:00", "2026-04-10T00:00", 30_000))).isEqualTo(cents(3000));
    List<ChargeLine> lines = price(tariff, usage, "2026-04-10T00:00", "2026-05-01T00:00", 10_000);
    assertThat(lines).extracting(ChargeLine::item, ChargeLine::energyWh, ChargeLine::amount).containsExactly(
        tuple("slab", 0L, cents(3000)),
        tuple(null, 10_000L, cents(2000)));
  }

  @Test
  void above_a_limit_another_price_list_may_price_all_of_the_period() {
    String tamilNadu = """
        tiers: {period: month, every: 2, upTo: [100, 200, 400, 500, 600, 800, 1000]}
        pricePerKWh: [0, 2.25, 4.50, 6, 6, 6, 6, 6]
        reprice: [{above: 500, pricePerKWh: [0, 4.50, 4.50, 6, 8, 9, 10, 11]}]
        """;
    Tariff tariff = version(tamilNadu);
    assertThat(sum(price(tariff, nothing(), "2026-03-01T00:00", "2026-05-01T00:00", 500_000))).isEqualTo(cents(172_500));
    assertThat(sum(price(tariff, nothing(), "2026-03-01T00:00", "2026-05-01T00:00", 510_000))).isEqualTo(cents(203_000));
  }

  @Test
  void a_slab_that_is_reached_after_a_new_version_brings_each_version_to_its_own_prices() {
    Tariff tariff = TestTariffs.of("""
        versions:
          - {validFrom: 2020-01-01, tiers: {period: month, upTo: [30], slabs: whole}, pricePerKWh: [1, 2]}
          - {validFrom: 2026-04-11, tiers: {period: month, upTo: [30], slabs: whole}, pricePerKWh: [10, 20]}
        """);
    assertThat(sum(price(tariff, nothing(), "2026-04-01T00:00", "2026-05-01T00:00", 30_000))).isEqualTo(cents(21_000));
    assertThat(sum(price(tariff, nothing(), "2026-04-01T00:00", "2026-05-01T00:00", 60_000))).isEqualTo(cents(84_000));
  }

  @Test
  void a_version_in_the_middle_of_a_tier_period_goes_on_counting() {
    Tariff tariff = TestTariffs.of("""
        versions:
          - {validFrom: 2020-01-01, tiers: {period: month, upTo: [20]}, pricePerKWh: [1, 2]}
          - {validFrom: 2026-04-16, tiers: {period: month, upTo: [25]}, pricePerKWh: [10, 20]}
        """);
    List<ChargeLine> lines = price(tariff, nothing(), "2026-04-01T00:00", "2026-05-01T00:00", 60_000);
    assertThat(lines).extracting(ChargeLine::tier).containsExactly(1, 2, 2);
    assertThat(lines).extracting(ChargeLine::amount).containsExactly(cents(2000), cents(2000), cents(60_000));
  }

  @Test
  void larger_households_have_wider_tiers() {
    String people = "tiers: {period: month, upTo: [10], byPeople: [{from: 5, upTo: [15]}, {from: 7, upTo: [20]}]}\npricePerKWh: [1, 2]";
    assertThat(sum(month(people, new Household(4, 0, null, List.of(), 0), 30))).isEqualTo(cents(5000));
    assertThat(sum(month(people, new Household(5, 0, null, List.of(), 0), 30))).isEqualTo(cents(4500));
    assertThat(sum(month(people, new Household(9, 0, null, List.of(), 0), 30))).isEqualTo(cents(4000));
    assertThat(sum(month(people, new Household(9, 0, null, List.of(30_000L), 0), 30))).isEqualTo(cents(3000));
  }

  @Test
  void limits_may_be_times_the_people_or_the_load() {
    String times = "tiers: {period: month, upTo: [5], times: %s}\npricePerKWh: [1, 2]";
    assertThat(sum(month(times.formatted("people"), new Household(3, 0, null, List.of(), 0), 30))).isEqualTo(cents(4500));
    assertThat(sum(month(times.formatted("people"), Household.NONE, 30))).isEqualTo(cents(5500));
    assertThat(sum(month(times.formatted("kw"), new Household(0, 2_500, null, List.of(), 0), 30))).isEqualTo(cents(4750));
  }

  @Test
  void limits_a_day_are_times_the_days_of_the_period() {
    Tariff tariff = version("tiers: {period: month, upTo: [1], perDay: true}\npricePerKWh: [1, 2]");
    assertThat(sum(price(tariff, nothing(), "2024-02-01T00:00", "2024-03-01T00:00", 30_000))).isEqualTo(cents(3100));
    assertThat(sum(price(tariff, nothing(), "2026-02-01T00:00", "2026-03-01T00:00", 30_000))).isEqualTo(cents(3200));
    assertThat(sum(price(tariff, nothing(), "2026-04-01T00:00", "2026-05-01T00:00", 30_000))).isEqualTo(cents(3000));
  }

  @Test
  void limits_a_day_of_seasons_add_up_over_the_days_of_the_period() {
    Tariff tariff = version("""
        seasons: [{season: summer, from: "05-16", to: "10-31"}, {season: other, from: "11-01", to: "05-15"}]
        tiers: {period: month, upTo: {summer: [2], other: [1]}, perDay: true}
        pricePerKWh: [1, 2]
        """);
    assertThat(sum(price(tariff, nothing(), "2026-05-01T00:00", "2026-06-01T00:00", 60_000))).isEqualTo(cents(7300));
    assertThat(sum(price(tariff, nothing(), "2026-04-01T00:00", "2026-05-01T00:00", 60_000))).isEqualTo(cents(9000));
  }

  @Test
  void limits_may_differ_by_season() {
    Tariff tariff = version("""
        seasons: [{season: summer, from: "05-01", to: "10-31"}, {season: other, from: "11-01", to: "04-30"}]
        tiers: {period: month, upTo: {summer: [26], other: [20]}}
        pricePerKWh: [1, 2]
        """);
    assertThat(sum(price(tariff, nothing(), "2026-04-01T00:00", "2026-05-01T00:00", 30_000))).isEqualTo(cents(4000));
    assertThat(sum(price(tariff, nothing(), "2026-05-01T00:00", "2026-06-01T00:00", 30_000))).isEqualTo(cents(3400));
  }

  @Test
  void tiers_may_start_again_with_a_season_a_given_day_of_the_year_or_every_few_months() {
    Tariff season = version("""
        seasons: [{season: dry, from: "12-01", to: "04-30"}, {season: wet, from: "05-01", to: "11-30"}]
        tiers: {period: season, upTo: [10]}
        pricePerKWh: [1, 2]
        """);
    TierPeriod seasons = season.versions().iterator().next().tierPeriod();
    assertThat(seasons.start(LocalDate.of(2026, 1, 15))).isEqualTo("2025-12-01");
    assertThat(seasons.next(LocalDate.of(2025, 12, 1))).isEqualTo("2026-05-01");
    TierPeriod year = version("tiers: {period: year, start: 07-01, upTo: [10]}\npricePerKWh: [1, 2]").versions().iterator()
        .next().tierPeriod();
    assertThat(year.start(LocalDate.of(2026, 6, 30))).isEqualTo("2025-07-01");
    assertThat(year.start(LocalDate.of(2026, 7, 1))).isEqualTo("2026-07-01");
    TierPeriod quarter = version("tiers: {period: month, every: 3, firstMonth: 2, upTo: [10]}\npricePerKWh: [1, 2]")
        .versions().iterator().next().tierPeriod();
    assertThat(quarter.start(LocalDate.of(2026, 1, 31))).isEqualTo("2025-11-01");
    assertThat(quarter.next(LocalDate.of(2025, 11, 1))).isEqualTo("2026-02-01");
  }

  @Test
  void a_surcharge_by_tier_is_added_to_the_price_of_the_period() {
    Tariff tariff = version("""
        tiers: {period: year, upTo: [10], surchargePerKWh: [0, 0.3]}
        timeOfUse: [{period: peak, from: "08:00", to: "22:00"}, {period: valley, from: "22:00", to: "08:00"}]
        pricePerKWh: {peak: 0.5, valley: 0.2}
        """);
    TierUsage usage = new TierUsage(Map.of(LocalDate.of(2026, 1, 1), 10_000L));
    assertThat(price(tariff, usage, "2026-04-01T21:00", "2026-04-01T23:00", 2000)).extracting(ChargeLine::amount)
        .containsExactly(cents(80), cents(50));
  }

  @Test
  void free_units_cost_nothing_and_count_towards_tiers_unless_told_otherwise() {
    String free = "tiers: {period: month, upTo: [60]}\nfree: {kWh: 50, per: month}\npricePerKWh: [1, 2]";
    List<ChargeLine> lines = month(free, Household.NONE, 100);
    assertThat(lines).extracting(ChargeLine::amount).containsExactly(0L, cents(1000), cents(8000));
    assertThat(lines.get(0).item()).isEqualTo("free");
    assertThat(cost(free.replace("per: month}", "per: month, countTowardsTiers: false}"), 100)).isEqualTo(cents(5000));
    assertThat(sum(month(free, new Household(0, 0, 100_000L, List.of(), 0), 100))).isZero();
  }

  @Test
  void free_units_may_reach_a_slab() {
    Tariff tariff = version("tiers: {period: month, every: 2, upTo: [320], slabs: whole}\nfree: {kWh: 50, per: month}\npricePerKWh: [1, 2]");
    TierUsage usage = nothing();
    assertThat(sum(price(tariff, usage, "2026-09-01T00:00", "2026-10-01T00:00", 310_000))).isEqualTo(cents(26_000));
    assertThat(sum(price(tariff, usage, "2026-10-01T00:00", "2026-10-10T00:00", 30_000))).isEqualTo(cents(26_000));
  }

  @Test
  void parts_of_a_nano_unit_are_carried() {
    Tariff tariff = version("pricePerKWh: 0.608868755");
    TierUsage usage = nothing();
    long total = 0;
    for (int hour = 0; hour < 20; hour++) {
      total += sum(price(tariff, usage, "2026-04-01T%02d:00".formatted(hour), "2026-04-01T%02d:00".formatted(hour + 1), 7));
    }
    assertThat(total).isEqualTo(140L * 608_868_755 / 1000);
    assertThat(sum(price(tariff, nothing(), "2026-04-01T00:00", "2026-05-01T00:00", 1_000_000))).isEqualTo(608_868_755_000L);
  }
}
