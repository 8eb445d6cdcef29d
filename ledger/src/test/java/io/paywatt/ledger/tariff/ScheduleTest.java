package io.paywatt.ledger.tariff;

import static io.paywatt.ledger.tariff.TestTariffs.at;
import static io.paywatt.ledger.tariff.TestTariffs.price;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final String HEAD = """
      calendar:
        days:
          - {date: 2026-02-16, to: 2026-02-22, as: festival, text: 春节}
          - {date: 2026-05-01, as: holiday}
          - {date: 2026-02-14, as: weekday}
      versions:
        - validFrom: 2020-01-01
      """;
  private static final String WEEK = HEAD + """
          timeOfUse:
            - {days: [weekday], windows: [{period: day, from: "06:00", to: "22:00"}, {period: night, from: "22:00", to: "06:00"}]}
            - {days: [weekend], windows: [{period: night, from: "00:00", to: "24:00"}]}
            - {days: [festival], windows: [{period: deep, from: "00:00", to: "24:00"}]}
          pricePerKWh: {day: 3, night: 2, deep: 1}
      """;

  /** Wh by period of 24 kWh used over a day. */
  private static Map<String, Long> day(Tariff tariff, String date) {
    return price(tariff, new TierUsage(Map.of()), date + "T00:00", LocalDate.parse(date).plusDays(1) + "T00:00", 24_000)
        .stream().collect(Collectors.groupingBy(ChargeLine::period, Collectors.summingLong(ChargeLine::energyWh)));
  }

  @Test
  void each_day_has_the_schedule_of_its_kind() {
    Tariff tariff = TestTariffs.of(WEEK);
    assertThat(day(tariff, "2026-03-02")).isEqualTo(Map.of("day", 16_000L, "night", 8_000L));
    assertThat(day(tariff, "2026-03-01")).isEqualTo(Map.of("night", 24_000L));
  }

  @Test
  void a_working_saturday_is_as_a_weekday_a_festival_as_named_and_a_holiday_without_a_schedule_as_a_sunday() {
    Tariff tariff = TestTariffs.of(WEEK);
    assertThat(day(tariff, "2026-02-14")).containsOnlyKeys("day", "night");
    assertThat(day(tariff, "2026-02-16")).containsOnlyKeys("deep");
    assertThat(day(tariff, "2026-02-22")).containsOnlyKeys("deep");
    assertThat(day(tariff, "2026-02-23")).containsOnlyKeys("day", "night");
    assertThat(day(tariff, "2026-05-01")).containsOnlyKeys("night");
  }

  @Test
  void the_early_part_of_a_window_across_midnight_belongs_to_the_schedule_of_its_own_day() {
    List<ChargeLine> lines = price(TestTariffs.of(WEEK), new TierUsage(Map.of()), "2026-02-27T21:00", "2026-02-28T06:00", 9_000);
    assertThat(lines).extracting(ChargeLine::period).containsExactly("day", "night");
    assertThat(lines.get(1).energyWh()).isEqualTo(8_000);
  }

  @Test
  void seasons_have_windows_and_prices_of_their_own_also_on_a_leap_day() {
    Tariff tariff = TestTariffs.of("""
        versions:
          - validFrom: 2020-01-01
            seasons: [{season: cold, from: "10-01", to: "02-29"}, {season: warm, from: "03-01", to: "09-30"}]
            timeOfUse:
              - {seasons: [cold], windows: [{period: flat, from: "00:00", to: "24:00"}]}
              - {seasons: [warm], windows: [{period: peak, from: "12:00", to: "14:00"}, {period: flat, from: "14:00", to: "12:00"}]}
            pricePerKWh: {cold: {flat: 1}, warm: {flat: 2, peak: 3}}
        """);
    assertThat(day(tariff, "2024-02-29")).isEqualTo(Map.of("flat", 24_000L));
    assertThat(day(tariff, "2024-03-01")).isEqualTo(Map.of("flat", 22_000L, "peak", 2_000L));
    List<ChargeLine> edge = price(tariff, new TierUsage(Map.of()), "2026-02-28T23:00", "2026-03-01T01:00", 2_000);
    assertThat(edge).extracting(ChargeLine::amount).containsExactly(1_000_000_000L, 2_000_000_000L);
  }

  @Test
  void a_day_of_23_or_25_hours_is_priced_by_its_own_hours() {
    Tariff tariff = TestTariffs.parse("""
        code: t
        name: {zh: 电价, en: Price}
        currency: EUR
        zone: Europe/Berlin
        versions:
          - validFrom: 2020-01-01
            timeOfUse: [{period: night, from: "22:00", to: "06:00"}, {period: day, from: "06:00", to: "22:00"}]
            pricePerKWh: {day: 2, night: 1}
        """);
    assertThat(night(tariff, "2026-03-28T23:00:00Z", 23)).isEqualTo(7_000);
    assertThat(night(tariff, "2026-10-24T22:00:00Z", 25)).isEqualTo(9_000);
  }

  private static long night(Tariff tariff, String from, int hours) {
    Pricer pricer = new Pricer(tariff, new TierUsage(Map.of()));
    Instant start = Instant.parse(from);
    pricer.add(start, start.plusSeconds(3600L * hours), hours * 1000L);
    return pricer.lines().stream().filter(line -> "night".equals(line.period())).mapToLong(ChargeLine::energyWh).sum();
  }

  @Test
  void the_meters_own_registers_decide_the_periods() {
    Tariff tariff = TestTariffs.of(WEEK.replace("    pricePerKWh", "    registers: {1.8.1: day, 1.8.2: night, 1.8.3: deep}\n    pricePerKWh"));
    Pricer pricer = new Pricer(tariff, new TierUsage(Map.of()));
    pricer.add(at("2026-03-02T00:00"), at("2026-03-04T00:00"), 10_000, Map.of("1.8.1", 7_000L, "1.8.2", 2_990L, "1.8.3", 0L), 1);
    Map<String, Long> byPeriod = pricer.lines().stream()
        .collect(Collectors.groupingBy(ChargeLine::period, Collectors.summingLong(ChargeLine::energyWh)));
    assertThat(byPeriod).isEqualTo(Map.of("day", 7_010L, "night", 2_990L));
  }

  @Test
  void registers_that_do_not_add_up_or_are_missing_leave_the_straight_line() {
    Tariff tariff = TestTariffs.of(WEEK);
    for (Map<String, Long> registers : List.of(Map.of("day", 9_000L, "night", 9_000L, "deep", 0L), Map.of("day", 24_000L))) {
      Pricer pricer = new Pricer(tariff, new TierUsage(Map.of()));
      pricer.add(at("2026-03-02T00:00"), at("2026-03-03T00:00"), 24_000, registers, 1);
      assertThat(pricer.lines()).filteredOn(line -> line.period().equals("day")).extracting(ChargeLine::energyWh)
          .containsExactly(16_000L);
    }
  }

  @Test
  void a_register_whose_period_had_no_time_counts_at_the_end_with_its_own_price() {
    Pricer pricer = new Pricer(TestTariffs.of(WEEK), new TierUsage(Map.of()));
    pricer.add(at("2026-03-02T08:00"), at("2026-03-02T09:00"), 1_000, Map.of("day", 900L, "night", 100L, "deep", 0L), 1);
    assertThat(pricer.lines()).extracting(ChargeLine::amount).containsExactly(2_700_000_000L, 200_000_000L);
  }
}
