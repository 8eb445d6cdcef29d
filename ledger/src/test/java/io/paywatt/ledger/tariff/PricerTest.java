package io.paywatt.ledger.tariff;

import static io.paywatt.ledger.tariff.TestTariffs.at;
import static io.paywatt.ledger.tariff.TestTariffs.price;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PricerTest {
  private static final LocalDate START = LocalDate.of(2020, 1, 1);

  private static Tariff tariff(TariffVersion... versions) {
    return TestTariffs.tariff(TestTariffs.ZONE, List.of(versions));
  }

  private static TariffVersion flat(LocalDate from, long price) {
    return TestTariffs.version(from, null, List.of(), List.of(), List.of(), List.of(List.of(price)));
  }

  private static TariffVersion tou(LocalDate from) {
    return TestTariffs.version(from, null, List.of(), List.of(new Schedule.Window(0, "valley"),
        new Schedule.Window(480, "peak"), new Schedule.Window(1320, "valley")), List.of("peak", "valley"),
        List.of(List.of(500L), List.of(300L)));
  }

  private static TariffVersion tiered(TierPeriod period) {
    return TestTariffs.version(START, period, List.of(100L, 200L), List.of(), List.of(),
        List.of(List.of(1L, 2L, 3L)));
  }

  @Test
  void a_flat_price_is_one_line_however_many_days() {
    List<ChargeLine> lines = price(tariff(flat(START, 600_000)), new TierUsage(Map.of()), "2026-01-30T10:00",
        "2026-02-03T10:00", 12_345);
    assertThat(lines).containsExactly(ChargeLine.energy(at("2026-01-30T10:00"), at("2026-02-03T10:00"), 12_345, "t",
        START, 1, null, 600_000_000, 12_345L * 600_000));
  }

  @Test
  void time_of_use_is_cut_at_its_edges_and_what_is_cut_off_counts_after_the_edge() {
    List<ChargeLine> lines = price(tariff(tou(START)), new TierUsage(Map.of()), "2026-01-30T21:00", "2026-01-31T09:00", 100);
    assertThat(lines).extracting(ChargeLine::period).containsExactly("peak", "valley", "peak");
    assertThat(lines).extracting(ChargeLine::energyWh).containsExactly(8L, 83L, 9L);
  }

  @Test
  void a_new_version_counts_from_local_midnight() {
    List<ChargeLine> lines = price(tariff(flat(START, 10), flat(LocalDate.of(2026, 7, 1), 20)), new TierUsage(Map.of()),
        "2026-06-30T12:00", "2026-07-01T12:00", 24);
    assertThat(lines).extracting(ChargeLine::amount).containsExactly(120L, 240L);
    assertThat(lines.get(1).from()).isEqualTo(at("2026-07-01T00:00"));
  }

  @Test
  void tiers_are_used_up_one_after_the_other() {
    TierUsage usage = new TierUsage(Map.of(LocalDate.of(2026, 1, 1), 90L));
    List<ChargeLine> lines = price(tariff(tiered(TierPeriod.YEAR)), usage, "2026-05-01T00:00", "2026-05-01T01:00", 150);
    assertThat(lines).extracting(ChargeLine::tier).containsExactly(1, 2, 3);
    assertThat(lines).extracting(ChargeLine::energyWh).containsExactly(10L, 100L, 40L);
    assertThat(usage.used(LocalDate.of(2026, 1, 1))).isEqualTo(240);
  }

  @Test
  void tiers_start_again_at_the_first_instant_of_the_local_year() {
    TierUsage usage = new TierUsage(Map.of(LocalDate.of(2026, 1, 1), 1000L));
    List<ChargeLine> lines = price(tariff(tiered(TierPeriod.YEAR)), usage, "2026-12-31T23:00", "2027-01-01T01:00", 60);
    assertThat(lines).extracting(ChargeLine::tier).containsExactly(3, 1);
    assertThat(usage.used(LocalDate.of(2027, 1, 1))).isEqualTo(30);
  }

  @Test
  void months_count_for_themselves() {
    TierUsage usage = new TierUsage(Map.of());
    price(tariff(tiered(TierPeriod.MONTH)), usage, "2026-01-31T00:00", "2026-02-02T00:00", 200);
    assertThat(usage.used(LocalDate.of(2026, 1, 1))).isEqualTo(100);
    assertThat(usage.used(LocalDate.of(2026, 2, 1))).isEqualTo(100);
  }

  @Test
  void consumption_without_a_known_start_is_priced_when_it_was_read() {
    List<ChargeLine> lines = price(tariff(tou(START)), new TierUsage(Map.of()), "2026-01-30T23:00", "2026-01-30T23:00", 100);
    assertThat(lines).extracting(ChargeLine::amount).containsExactly(30_000L);
  }

  @Test
  void no_consumption_costs_nothing() {
    assertThat(price(tariff(tou(START)), new TierUsage(Map.of()), "2026-01-30T07:00", "2026-01-30T09:00", 0)).isEmpty();
  }

  @Test
  void large_registers_do_not_overflow() {
    assertThat(Pricer.mulDivFloor(Long.MAX_VALUE / 2, 900_000_000_000L, 1_000_000_000_000L))
        .isEqualTo(4_150_517_416_584_649_112L);
    assertThat(Pricer.mulDivFloor(7, 1, 2)).isEqualTo(3);
  }

  @Test
  void a_clock_change_neither_loses_nor_doubles_a_window() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    TariffVersion version = TestTariffs.version(START, null, List.of(), List.of(new Schedule.Window(0, "a"),
        new Schedule.Window(150, "b"), new Schedule.Window(170, "c")), List.of("a", "b", "c"),
        List.of(List.of(1L), List.of(10L), List.of(100L)));
    for (LocalDate day : List.of(LocalDate.of(2026, 3, 29), LocalDate.of(2026, 10, 25))) {
      List<Span> spans = Span.of(Day.of(version, day, berlin, TierPeriod.MONTH), version.schedule().windows(0, "sun"),
          berlin);
      for (int i = 1; i < spans.size(); i++) {
        assertThat(spans.get(i).fromMillis()).isEqualTo(spans.get(i - 1).toMillis());
      }
      assertThat(spans.get(spans.size() - 1).toMillis())
          .isEqualTo(day.plusDays(1).atStartOfDay(berlin).toInstant().toEpochMilli());
    }
  }
}
